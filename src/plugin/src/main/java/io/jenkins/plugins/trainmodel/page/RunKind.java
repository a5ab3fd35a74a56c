package io.jenkins.plugins.trainmodel.page;

/** What a run is. */
public enum RunKind {
    /** The trainer trains. */
    TRAINING,
    /** A program of the user's trains, and the trainer watches it. */
    WATCHED,
    /** What a training needs is only tried. */
    DRY_RUN
}
