package io.jenkins.trainmodel.stop.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What other runs measured, for the rules that compare with them. */
@FunctionalInterface
public interface References {

    /**
     * The value of a metric in another run.
     *
     * @param reference the path that the rule names; empty: the run's reference
     * @param epoch counted from 1
     * @return empty when there is no such run, or it did not measure the metric in that epoch
     */
    Optional<Double> value(Optional<String> reference, String metric, int epoch);

    /** The mean of the values of so many epochs up to the one that is asked for; empty where one of them is missing. */
    default References averagedOver(int epochs) {
        return epochs == 1
                ? this
                : (reference, metric, epoch) -> {
                    List<Double> values = IntStream.rangeClosed(epoch - epochs + 1, epoch)
                            .mapToObj(each -> value(reference, metric, each))
                            .flatMap(Optional::stream)
                            .toList();
                    return values.size() == epochs
                            ? Optional.of(new RecentValues(metric, values).mean())
                            : Optional.empty();
                };
    }

    /** No run to compare with. */
    static References none() {
        return (reference, metric, epoch) -> Optional.empty();
    }
}
