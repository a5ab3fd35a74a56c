package io.jenkins.trainmodel.trainer.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** Made-up data, as files for our side and as arrays for DJL's. */
interface SyntheticData {
    /** Writes the files under this name. */
    void write(Path folder, String name) throws IOException;

    /** Shape of so many samples. */
    Shape shape(int samples);

    /** All samples. */
    NDArray samples(NDManager manager);

    /** What belongs to each of them. */
    NDArray labels(NDManager manager);
}
