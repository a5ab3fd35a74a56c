package io.jenkins.trainmodel.trainer.run.watch;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.telemetry.HostMonitor;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import io.jenkins.trainmodel.trainer.telemetry.TelemetryListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Writes what the monitor of the machine tells to the event log. An event that cannot be written is dropped here: the
 * training thread meets the same error at its next event and ends the run.
 */
public final class Telemetry implements TelemetryListener {
    private final RunJournal journal;
    private final RunState state;

    private Telemetry(RunJournal journal, RunState state) {
        this.journal = journal;
        this.state = state;
    }

    /** Samples the machine of the run in this directory, as often as that. */
    public static HostMonitor start(
            Path directory, Duration every, RunProcesses processes, RunJournal journal, RunState state) {
        return HostMonitor.start(directory, every, processes, new Telemetry(journal, state));
    }

    @Override
    public void sampled(Map<String, Double> metrics) {
        record(new TrainingEvent.Telemetry(state.elapsedSeconds(), metrics));
    }

    @Override
    public void warned(String message) {
        record(new TrainingEvent.Warning("telemetry", message));
    }

    private void record(TrainingEvent event) {
        try {
            journal.record(event);
        } catch (IOException dropped) {
            Thread.currentThread().interrupt();
        }
    }
}
