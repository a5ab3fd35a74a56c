package io.jenkins.trainmodel.spec.data;

/** A part of a series that does not train. */
public sealed interface HeldOut {
    /** So much of it, in (0, 1). */
    record Share(double share) implements HeldOut {}

    /** What is measured from then on, as {@link TimeStamp} reads it. */
    record From(String time) implements HeldOut {}
}
