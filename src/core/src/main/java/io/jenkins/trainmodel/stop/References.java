package io.jenkins.trainmodel.stop;

import java.util.Optional;

/** What other runs measured, for the rules that compare with them. */
@FunctionalInterface
public interface References {

    /**
     * The value of a metric in another run.
     *
     * @param reference the path that the rule names; empty: the run's parent
     * @param epoch counted from 1
     * @return empty when there is no such run, or it did not measure the metric in that epoch
     */
    Optional<Double> value(Optional<String> reference, String metric, int epoch);

    /** No run to compare with. */
    static References none() {
        return (reference, metric, epoch) -> Optional.empty();
    }
}
