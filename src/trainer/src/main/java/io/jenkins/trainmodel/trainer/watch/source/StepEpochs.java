package io.jenkins.trainmodel.trainer.watch.source;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells the ends of epochs of a program that says only in which epoch a step lies: an epoch is over where the next begins. A
 * reading that does not say it lies in the one that runs. What comes late, of an epoch that is over, counts for none.
 */
final class StepEpochs {
    private final RunningEpoch running = new RunningEpoch();
    private int epoch;
    private long step;
    private long endedAt = -1;

    /** Whether an epoch that has begun is over before this one. */
    boolean begins(Report.Reading reading) {
        return epoch > 0 && reading.epoch().orElse(epoch) > epoch;
    }

    /** Gives the reading, behind the end of the epoch before it. */
    void read(Report.Reading reading, Consumer<Report> reports) {
        int of = reading.epoch().orElse(epoch);
        if (of > epoch) {
            end(reports);
            epoch = of;
        }
        step = Math.max(step, reading.step());
        if (of >= epoch && reading.step() > endedAt) {
            running.read(reading.metrics());
        }
        reports.accept(reading);
    }

    /** The running epoch is over. */
    void end(Consumer<Report> reports) {
        if (epoch > 0) {
            reports.accept(new Report.EpochEnd(epoch, OptionalLong.of(step), running.end(Map.of())));
            endedAt = step;
        }
    }
}
