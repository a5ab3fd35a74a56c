package io.jenkins.trainmodel.trainer.run.measure;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.telemetry.HostMonitor;
import io.jenkins.trainmodel.trainer.telemetry.TelemetryListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes what the monitor of the machine tells to the event log. An event that cannot be written is dropped here: the
 * training thread meets the same error at its next event and ends the run.
 */
public final class Telemetry implements TelemetryListener {
    private final RunContext run;

    private Telemetry(RunContext run) {
        this.run = run;
    }

    public static HostMonitor start(Path directory, RunContext run) {
        return HostMonitor.start(directory, run.spec().reporting().telemetryEvery(), new Telemetry(run));
    }

    @Override
    public void sampled(Map<String, Double> metrics) {
        record(new TrainingEvent.Telemetry(run.state().elapsedSeconds(), metrics));
    }

    @Override
    public void warned(String message) {
        record(new TrainingEvent.Warning("telemetry", message));
    }

    private void record(TrainingEvent event) {
        try {
            run.journal().record(event);
        } catch (IOException dropped) {
            Thread.currentThread().interrupt();
        }
    }
}
