package io.jenkins.trainmodel.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where to compute.
 *
 * @param kind {@code cpu} or {@code gpu} (an error where it cannot be had), or {@code auto} (says what it chose)
 * @param gpu which GPU
 * @param threads threads of the engine on the CPU; empty: the physical cores
 * @param libtorch a directory with a libtorch of the right version, taken instead of a download
 * @param peakFlops floating point operations that the device can do in a second at the most, in the run's precision and
 *     without sparsity; empty: what is known of the device
 */
public record DeviceSpec(
        Kind kind, GpuWish gpu, Optional<Integer> threads, Optional<Path> libtorch, Optional<Double> peakFlops) {
    /** A device of this kind, of which nothing else is said. */
    public static DeviceSpec of(Kind kind) {
        return new DeviceSpec(kind, GpuWish.STANDARD, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with so many threads, unless another number is given. */
    public DeviceSpec orThreads(int number) {
        return new DeviceSpec(kind, gpu, threads.or(() -> Optional.of(number)), libtorch, peakFlops);
    }

    DeviceName name() {
        return new DeviceName(kind, gpu.number());
    }

    public enum Kind {
        AUTO,
        CPU,
        GPU
    }
}
