package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.FloatBuffer;

/** The features of all samples of a source, in primitive arrays. */
public interface FeatureRows {
    /** Number of samples. */
    int size();

    /** Features of one sample. */
    int width();

    /** Whether a copy takes so long that several threads pay. */
    default boolean isCostly() {
        return false;
    }

    /** Copies one sample to the target's position, as it goes into the network. */
    void copy(int row, FloatBuffer target);
}
