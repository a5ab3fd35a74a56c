package io.jenkins.trainmodel.spec.data;

/** Whether labels are classes, numbers, or the tokens that come next. */
public enum Task {
    CLASSIFICATION,
    REGRESSION,
    LANGUAGE_MODEL
}
