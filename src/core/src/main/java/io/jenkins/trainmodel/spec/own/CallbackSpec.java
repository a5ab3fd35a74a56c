package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.part.PartSpec;

/**
 * A part that hears of a run.
 *
 * @param onError what becomes of the run when it throws
 */
public record CallbackSpec(PartSpec part, OnError onError) {
    /** What becomes of a run. */
    public enum OnError {
        FAIL,
        IGNORE
    }
}
