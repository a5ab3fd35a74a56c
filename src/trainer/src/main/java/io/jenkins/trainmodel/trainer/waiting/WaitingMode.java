package io.jenkins.trainmodel.trainer.waiting;

/** How a thread waits for the others of its team. */
public enum WaitingMode {
    /** It looks again and again for some milliseconds: at hand at once, and a processor that nobody else has. */
    SPINNING,
    /** It sleeps until it is woken, which takes as long as a small operation. */
    SLEEPING
}
