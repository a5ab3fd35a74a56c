package io.jenkins.trainmodel.trainer.engine.library;

import java.nio.file.Path;

/**
 * A libtorch on this machine that fits the engine.
 *
 * @param directory where its libraries lie
 * @param flavor {@code cpu}, or {@code cu128} for CUDA 12.8: which of DJL's JNI libraries fits it
 * @param source where it comes from, for people
 * @param jniRoot the directory in which DJL looks for the JNI library, in {@code pytorch/VERSION-FLAVOR-PLATFORM}
 */
public record Libtorch(Path directory, String flavor, String source, Path jniRoot) {
    /** The flavor without CUDA. */
    public static final String CPU = "cpu";

    /** Whether it can compute on an NVIDIA GPU. */
    public boolean cuda() {
        return !flavor.equals(CPU);
    }
}
