package io.jenkins.trainmodel.trainer.watch.source;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Tells the ends of epochs of a program that says only in which epoch a step lies: an epoch is over where the next begins. */
final class StepEpochs {
    private final RunningEpoch running = new RunningEpoch();
    private int epoch;
    private long step;

    void clear() {
        running.clear();
        epoch = 0;
        step = 0;
    }

    /** @param of the epoch in which the step lies, counted from 1 */
    void read(int of, long newStep, Map<String, Double> metrics, Consumer<Report> reports) {
        if (of > epoch) {
            end(reports);
            epoch = of;
        }
        step = Math.max(step, newStep);
        running.read(metrics);
        reports.accept(new Report.Reading(OptionalInt.of(of), newStep, metrics));
    }

    /** The running epoch is over. */
    void end(Consumer<Report> reports) {
        if (epoch > 0) {
            reports.accept(new Report.EpochEnd(epoch, OptionalLong.of(step), running.end(Map.of())));
        }
    }
}
