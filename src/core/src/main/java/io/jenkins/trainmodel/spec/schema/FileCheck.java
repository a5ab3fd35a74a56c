package io.jenkins.trainmodel.spec.schema;

/** Which of the files that a specification names must exist. */
public enum FileCheck {
    /** All, as for a training. */
    ALL,
    /** Only the curves of other runs that rules compare with, as for a replay. */
    CURVES,
    /** None, because they are on another machine. */
    NONE,
    /** None, because a run has stored the specification, which was accepted when that run began. */
    STORED;

    /** Whether the curves of other runs must exist. */
    public boolean wantsCurves() {
        return this == ALL || this == CURVES;
    }
}
