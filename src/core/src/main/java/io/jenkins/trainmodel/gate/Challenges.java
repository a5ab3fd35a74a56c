package io.jenkins.trainmodel.gate;

import java.util.List;
import java.util.Optional;

/**
 * The comparisons of a run's model with the reference's on the same samples.
 *
 * @param results at most one a metric
 * @param problem why some could not be made, a sentence without a full stop
 */
public record Challenges(List<ChallengeResult> results, Optional<String> problem) {
    public static final Challenges NONE = new Challenges(List.of(), Optional.empty());

    public Challenges {
        results = List.copyOf(results);
    }

    Optional<ChallengeResult> of(String metric) {
        return results.stream().filter(result -> result.metric().equals(metric)).findFirst();
    }
}
