package io.jenkins.trainmodel.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where to compute.
 *
 * @param kind {@code cpu} or {@code gpu} (an error where it cannot be had), or {@code auto} (says what it chose)
 * @param threads threads of the engine on the CPU; empty: the physical cores
 * @param libtorch a directory with a libtorch of the right version, taken instead of a download
 */
public record DeviceSpec(Kind kind, Optional<Integer> threads, Optional<Path> libtorch) {
    public enum Kind {
        AUTO,
        CPU,
        GPU
    }
}
