package io.jenkins.trainmodel.stop;

/** When a rule checks its metric. */
public enum Every {
    /** At the end of every epoch. */
    EPOCH,
    /** At every validation, those within an epoch included. */
    VALIDATION
}
