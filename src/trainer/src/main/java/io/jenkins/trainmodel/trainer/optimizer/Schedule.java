package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.spec.ScheduleSpec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;

/**
 * The learning rate as a function of the optimizer step alone, so that a resume needs no state of it. What follows a metric
 * besides is {@link LearningRate}'s.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The learning rate of a step.
     *
     * @param step the optimizer step, counted from 1
     */
    double learningRate(long step);

    /**
     * The schedule of a specification. During warm-up step s of W takes s / W of the rate. What decays reaches its minimum
     * after the last step of its epochs, warm-up included, and stays there.
     *
     * @param learningRate the specification's learning rate, the highest of the schedule
     * @param stepsPerEpoch optimizer steps in an epoch, at least 1
     * @param plannedSteps the steps that the stop rules allow, where a rule bounds them
     * @throws IllegalArgumentException if the schedule decays over the run's length and nothing bounds it
     */
    static Schedule of(ScheduleSpec schedule, double learningRate, long stepsPerEpoch, OptionalLong plannedSteps) {
        return of(schedule.warmupSteps(), learningRate, decay(schedule, stepsPerEpoch, plannedSteps));
    }

    /** A schedule whose share of the learning rate another one says, behind the warm-up, by the step counted from 1. */
    static Schedule of(ScheduleSpec schedule, double learningRate, LongToDoubleFunction factor) {
        return of(schedule.warmupSteps(), learningRate, index -> factor.applyAsDouble(index + 1));
    }

    private static Schedule of(int warmup, double learningRate, Decay decay) {
        return step -> learningRate * (step <= warmup ? (double) step / warmup : decay.factor(step - 1));
    }

    /**
     * Whether the schedule's place is told by epochs, and so is another one where epochs get other steps; else by steps.
     *
     * @param endsBySteps whether what decays over the run's length decays over a number of steps
     */
    static boolean isOfEpochs(ScheduleSpec schedule, boolean endsBySteps) {
        if (schedule instanceof ScheduleSpec.CosineRestarts cosines) {
            return cosines.cycleEpochs().isPresent();
        }
        return !endsBySteps
                || schedule instanceof ScheduleSpec.StepDecay
                || epochs(schedule).isPresent();
    }

    /** Those that a schedule has of its own. */
    private static Optional<Integer> epochs(ScheduleSpec schedule) {
        if (schedule instanceof ScheduleSpec.Cosine cosine) {
            return cosine.epochs();
        }
        if (schedule instanceof ScheduleSpec.Linear linear) {
            return linear.epochs();
        }
        return schedule instanceof ScheduleSpec.Polynomial curve ? curve.epochs() : Optional.empty();
    }

    private static Decay decay(ScheduleSpec schedule, long stepsPerEpoch, OptionalLong plannedSteps) {
        if (schedule instanceof ScheduleSpec.StepDecay decay) {
            long every = Math.multiplyExact(stepsPerEpoch, (long) decay.everyEpochs());
            return index -> Math.pow(decay.factor(), index / every);
        }
        if (schedule instanceof ScheduleSpec.Cosine cosine) {
            Span span = Span.of("cosine", cosine.warmupSteps(), cosine.epochs(), stepsPerEpoch, plannedSteps);
            return index -> between(cosine.minimum(), (1 + Math.cos(Math.PI * span.share(index))) / 2);
        }
        if (schedule instanceof ScheduleSpec.CosineRestarts cosines) {
            Cycles cycles = Cycles.of(cosines, stepsPerEpoch);
            return index -> between(cosines.minimum(), (1 + Math.cos(Math.PI * cycles.share(index))) / 2);
        }
        if (schedule instanceof ScheduleSpec.Linear linear) {
            Span span = Span.of("linear", linear.warmupSteps(), linear.epochs(), stepsPerEpoch, plannedSteps);
            return index -> between(linear.minimum(), 1 - span.share(index));
        }
        if (schedule instanceof ScheduleSpec.Polynomial curve) {
            Span span = Span.of("polynomial", curve.warmupSteps(), curve.epochs(), stepsPerEpoch, plannedSteps);
            return index -> between(curve.minimum(), Math.pow(1 - span.share(index), curve.power()));
        }
        return index -> 1;
    }

    private static double between(double minimum, double share) {
        return minimum + (1 - minimum) * share;
    }
}
