package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Best;
import java.util.Optional;

/**
 * The best value so far of the metric that decides which checkpoint is the best. A value counts as better only when it is
 * finite and strictly better, so of equal ones the earliest stays. Saved in every checkpoint.
 *
 * @param best empty until a finite value was seen
 */
public record BestTracker(String metric, Direction direction, Optional<Best> best) {

    /** A tracker that has seen nothing yet. */
    public static BestTracker of(String metric, Direction direction) {
        return new BestTracker(metric, direction, Optional.empty());
    }

    /** Whether the observation holds a better value than any before. */
    public boolean improvedBy(Observation observation) {
        double known = best.map(Best::value).orElse(direction.worst());
        return observation
                .metric(metric)
                .filter(value -> direction.improves(value, known, 0))
                .isPresent();
    }

    /** The tracker after this observation. */
    public BestTracker with(Observation observation) {
        return improvedBy(observation)
                ? new BestTracker(
                        metric,
                        direction,
                        Optional.of(new Best(
                                metric,
                                observation.epoch(),
                                observation.metrics().get(metric))))
                : this;
    }
}
