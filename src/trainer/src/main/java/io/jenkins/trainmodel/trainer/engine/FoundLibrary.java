package io.jenkins.trainmodel.trainer.engine;

import java.nio.file.Path;

/**
 * A libtorch on this machine.
 *
 * @param origin how it was found
 * @param version such as 2.7.1+cu126; empty where it does not tell it or there is none
 * @param cuda whether it computes on a GPU
 * @param problem why it cannot be used, a sentence; empty where it can
 * @param taken whether a training takes it now
 */
public record FoundLibrary(Origin origin, Path path, String version, boolean cuda, String problem, boolean taken) {
    /** In the order in which they are preferred. */
    public enum Origin {
        /** By the specification or the environment. */
        GIVEN,
        /** The package torch of a Python. */
        PYTHON,
        /** The artifacts for CUDA, in the cache. */
        CUDA_CACHE,
        /** The artifacts for the CPU, in the cache. */
        CPU_CACHE
    }

    FoundLibrary taken(boolean now) {
        return new FoundLibrary(origin, path, version, cuda, problem, now);
    }
}
