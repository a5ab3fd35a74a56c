package io.jenkins.trainmodel.spec.schema;

/** Which of the files that a specification names must exist. */
public enum FileCheck {
    /** All, as for a training. */
    ALL,
    /** Only the curves of other runs that rules compare with, as for a replay. */
    CURVES,
    /** None, because they are on another machine. */
    NONE
}
