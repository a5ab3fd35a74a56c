package io.jenkins.trainmodel.trainer.engine.library;

import com.sun.jna.NativeLibrary;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;

/** The C library of a Linux, below which newer programs do not load. */
final class Glibc {
    private Glibc() {}

    /**
     * Wants this version or a newer one.
     *
     * @throws EngineException where it is older, or no glibc
     */
    static void require(int major, int minor) {
        String found = version();
        String[] parts = found.split("\\.");
        boolean fits = parts.length >= 2
                && (number(parts[0]) > major || number(parts[0]) == major && number(parts[1]) >= minor);
        if (!fits) {
            throw new EngineException(
                    "The libraries for CUDA need glibc %d.%d or newer, and this machine has %s; name the folder torch of a Python in the environment variable TRAIN_MODEL_LIBTORCH instead."
                            .formatted(major, minor, found));
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static String version() {
        try {
            return NativeLibrary.getProcess()
                    .getFunction("gnu_get_libc_version")
                    .invokeString(new Object[0], false);
        } catch (UnsatisfiedLinkError other) {
            return "another C library";
        }
    }
}
