package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.trainer.telemetry.TelemetryListener;
import java.io.IOException;
import java.util.Map;

/**
 * Writes samples of the machine to a rehearsal's log. What cannot be written is dropped here: whoever rehearses meets the same
 * error at his next event.
 *
 * @param startedNanoseconds when the rehearsal began, by {@link System#nanoTime()}
 */
record RehearsedTelemetry(RehearsedLog log, long startedNanoseconds) implements TelemetryListener {
    @Override
    public void sampled(Map<String, Double> metrics) {
        try {
            log.record(new TrainingEvent.Telemetry((System.nanoTime() - startedNanoseconds) / 1e9, metrics));
        } catch (IOException dropped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void warned(String message) {
        // a run says it
    }
}
