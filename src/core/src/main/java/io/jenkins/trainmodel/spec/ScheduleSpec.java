package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.stop.Every;
import java.util.Optional;

/** A learning rate schedule over optimizer steps, after a linear warm-up from 0 over {@code warmupSteps}. */
public sealed interface ScheduleSpec {
    int warmupSteps();

    record Constant(int warmupSteps) implements ScheduleSpec {}

    /** Multiplied by {@code factor} every {@code everyEpochs}. */
    record StepDecay(int warmupSteps, int everyEpochs, double factor) implements ScheduleSpec {}

    /** Down to {@code minimum} × learning rate over {@code epochs}; empty: the epochs the rules allow. */
    record Cosine(int warmupSteps, Optional<Integer> epochs, double minimum) implements ScheduleSpec {}

    record Linear(int warmupSteps, Optional<Integer> epochs, double minimum) implements ScheduleSpec {}

    /**
     * Cosines one after the other, each from the learning rate down to {@code minimum} × learning rate, each
     * {@code multiplier} times as long as the one before. The first is so many epochs or so many steps long.
     */
    record CosineRestarts(
            int warmupSteps,
            Optional<Integer> cycleEpochs,
            Optional<Integer> cycleSteps,
            int multiplier,
            double minimum)
            implements ScheduleSpec {}

    /**
     * Multiplied by {@code factor} after {@code patience} checks of a metric without improvement, down to
     * {@code minLearningRate}; then {@code cooldown} checks do not count.
     */
    record Plateau(
            int warmupSteps,
            String metric,
            Direction mode,
            double factor,
            int patience,
            double minDelta,
            int cooldown,
            double minLearningRate,
            Every every)
            implements ScheduleSpec {}

    /** The share of the learning rate that a user's own code says. */
    record Custom(int warmupSteps, PartSpec part) implements ScheduleSpec {}

    record Polynomial(int warmupSteps, Optional<Integer> epochs, double minimum, double power)
            implements ScheduleSpec {}
}
