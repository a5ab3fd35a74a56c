package io.jenkins.trainmodel.trainer.engine.library;

import java.nio.file.Path;

/**
 * A libtorch on this machine, with a JNI library of DJL's that fits it.
 *
 * @param directory where its libraries lie
 * @param cuda whether it can compute on an NVIDIA GPU
 * @param source where it comes from, for people
 * @param jniRoot the directory in which DJL looks for the JNI library, in {@code pytorch/VERSION-FLAVOR-PLATFORM}
 */
public record Libtorch(Path directory, LibtorchVersion version, boolean cuda, String source, Path jniRoot) {
    /**
     * The flavor of DJL's JNI library, whatever libtorch can do. The one for the CPU calls nothing of CUDA and computes on a
     * GPU as well; with one for CUDA, DJL would load a library that needs the driver, also where only the CPU is asked for.
     */
    public static final String FLAVOR = "cpu";

    /** Such as {@code cpu} or {@code cu128}, for people. */
    public String build() {
        if (!cuda) {
            return "cpu";
        }
        return version.build().isEmpty() ? "CUDA" : version.build();
    }
}
