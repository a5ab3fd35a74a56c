package io.jenkins.trainmodel.spec.data;

/** Whether labels are classes or numbers. */
public enum Task {
    CLASSIFICATION,
    REGRESSION
}
