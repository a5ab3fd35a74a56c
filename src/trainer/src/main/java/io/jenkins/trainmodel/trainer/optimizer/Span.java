package io.jenkins.trainmodel.trainer.optimizer;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The steps over which a schedule decays.
 *
 * @param from index of the first one
 * @param length their number, at least 1
 */
record Span(long from, long length) {
    static Span of(
            String schedule, long warmup, Optional<Integer> epochs, long stepsPerEpoch, OptionalLong plannedSteps) {
        long end = epochs.map(count -> Math.multiplyExact(stepsPerEpoch, (long) count))
                .orElseGet(() -> plannedSteps.orElseThrow(() -> new IllegalArgumentException("schedule " + schedule
                        + " needs epochs: no stop rule, such as maxEpochs, says how long the run may last")));
        return new Span(warmup, Math.max(1, end - warmup));
    }

    /** The part of the decay that lies before a step, from 0 to 1. */
    double share(long index) {
        return Math.min(1, (double) (index - from) / length);
    }
}
