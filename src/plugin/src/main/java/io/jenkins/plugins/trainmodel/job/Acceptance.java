package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * How good a finished run's model was found, as the job's series remembers it.
 *
 * @param accepted whether the outcome was success and every gate held
 * @param failedGates the gates that did not hold, as people read them; a few of them
 * @param epoch the epoch of the model that was kept, 0 where it is not known
 * @param metrics the metrics of that model, finite ones only
 * @param artifacts where the run's files are among its build's artifacts; empty where no model package is there
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Acceptance(
        boolean accepted, List<String> failedGates, int epoch, Map<String, Double> metrics, String artifacts) {
    /** Of runs of which nothing is known, such as those of older versions. */
    static final Acceptance NONE = new Acceptance(false, List.of(), 0, Map.of(), "");

    private static final int MOST_GATES = 20;

    public Acceptance {
        failedGates = failedGates == null
                ? List.of()
                : failedGates.stream().limit(MOST_GATES).map(SeriesEntry::cut).toList();
        metrics = SeriesEntry.bounded(metrics);
        artifacts = SeriesEntry.cut(artifacts);
    }
}
