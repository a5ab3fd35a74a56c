package io.jenkins.trainmodel.spec.data;

/** Whether labels are classes, numbers, the tokens that come next, or the numbers that come next in time. */
public enum Task {
    CLASSIFICATION,
    REGRESSION,
    LANGUAGE_MODEL,
    FORECAST
}
