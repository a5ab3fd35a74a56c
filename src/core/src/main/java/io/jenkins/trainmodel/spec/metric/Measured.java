package io.jenkins.trainmodel.spec.metric;

import io.jenkins.trainmodel.spec.own.CustomMetric;
import java.util.List;
import java.util.Optional;

/** What says which metrics a run measures, and when. */
public interface Measured {
    /** Names without prefix, without the loss. */
    List<String> metrics();

    /** Those that users have written; measured on validation data. */
    List<CustomMetric> customMetrics();

    /** Optimizer steps between two validations within an epoch; empty: only its end is validated. */
    Optional<Integer> validateEverySteps();
}
