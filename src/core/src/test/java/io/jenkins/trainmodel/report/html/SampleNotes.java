package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens in {@link SampleRun} besides its epochs: checkpoints, a resume after epoch 11, a warning, a lower learning
 * rate from epoch 19 on.
 */
final class SampleNotes {
    private static final int RESUMED_AFTER = 11;

    private final List<EventRecord> notable = new ArrayList<>();

    List<EventRecord> notable() {
        return notable;
    }

    /** Adds what happened at the end of an epoch. */
    void addNotable(int epoch, long step, double elapsed) {
        String checkpoint = String.format(Locale.ROOT, "%06d", epoch);
        List<String> removed = epoch > 3 && epoch - 3 != SampleRun.BEST_EPOCH
                ? List.of(String.format(Locale.ROOT, "%06d", epoch - 3))
                : List.of();
        note(
                epoch,
                elapsed,
                new TrainingEvent.CheckpointSaved(
                        checkpoint,
                        epoch,
                        step,
                        "epoch",
                        208_412 + epoch,
                        0.083,
                        epoch <= SampleRun.BEST_EPOCH,
                        removed));
        if (epoch == RESUMED_AFTER) {
            note(
                    epoch + 1,
                    elapsed,
                    new TrainingEvent.Resumed(
                            checkpoint, epoch, step, elapsed, false, SampleStart.environment(), Optional.empty()));
        }
        if (epoch == 13) {
            note(
                    epoch,
                    elapsed,
                    new TrainingEvent.Warning(
                            "lossNotFinite",
                            "The loss was not finite in 12 readings of epoch 14; the steps were skipped."));
        }
        if (epoch == 18) {
            note(
                    epoch,
                    elapsed,
                    new Intervention.CommandApplied(
                            "7", "change", true, "training.optimizer.learningRate is 0.0003 now", epoch, step));
            note(
                    epoch,
                    elapsed,
                    new Intervention.HyperparameterChanged(
                            "training.optimizer.learningRate", "0.001", "0.0003", "alice", epoch, step));
        }
    }

    /** Adds what happened when all was over. */
    void addLate(TrainingEvent event, Instant end) {
        notable.add(new EventRecord(1, 1, end, event));
    }

    private void note(int epoch, double elapsed, TrainingEvent event) {
        notable.add(new EventRecord(1, notable.size() + 2L, at(epoch, elapsed), event));
    }

    /** When so much of the time of training was over: the run stood still for four minutes before it was resumed. */
    static Instant at(int epoch, double elapsed) {
        return SampleRun.BEGIN
                .plus(Duration.ofMillis((long) (elapsed * 1000)))
                .plusSeconds(epoch > RESUMED_AFTER ? 240 : 0);
    }
}
