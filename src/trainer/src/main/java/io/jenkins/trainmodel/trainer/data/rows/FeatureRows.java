package io.jenkins.trainmodel.trainer.data.rows;

import java.nio.FloatBuffer;
import java.util.Optional;

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

    /** What of some rows is read from files when they are copied; empty where all of it lies in this process's memory. */
    default Optional<DataOnDisk> onDisk(int[] rows) {
        return Optional.empty();
    }

    /** Copies one sample to the target's position, as it goes into the network. */
    void copy(int row, FloatBuffer target);
}
