package io.jenkins.trainmodel.trainer.data.series;

/** What samples are for. */
enum Side {
    TRAIN,
    VALIDATION,
    TEST,
    /** What reaches from one part into the next is in neither. */
    NONE
}
