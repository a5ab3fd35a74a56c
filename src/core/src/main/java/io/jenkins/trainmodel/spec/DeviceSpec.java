package io.jenkins.trainmodel.spec;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param replicas processes that train together, each from its share of every batch; empty: one
 * @param replicaTimeout after which one of them that does not answer is taken for lost; empty: {@link #REPLICA_TIMEOUT}
 */
public record DeviceSpec(
        Kind kind,
        GpuWish gpu,
        Optional<Integer> threads,
        Optional<Path> libtorch,
        Optional<Double> peakFlops,
        Optional<Integer> replicas,
        Optional<Duration> replicaTimeout) {
    /** Longer than any step takes, and short beside the hours that a hung training costs. */
    static final Duration REPLICA_TIMEOUT = Duration.ofMinutes(10);

    /** One process. */
    public DeviceSpec(
            Kind kind, GpuWish gpu, Optional<Integer> threads, Optional<Path> libtorch, Optional<Double> peakFlops) {
        this(kind, gpu, threads, libtorch, peakFlops, Optional.empty(), Optional.empty());
    }

    /** A device of this kind, of which nothing else is said. */
    public static DeviceSpec of(Kind kind) {
        return new DeviceSpec(kind, GpuWish.STANDARD, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a word names as specifications do, such as gpu:2; empty where it is no such word. */
    public static Optional<DeviceSpec> named(String word) {
        return DeviceName.named(word)
                .map(name -> new DeviceSpec(
                        name.kind(),
                        new GpuWish(name.gpu(), Optional.empty(), GpuWish.STANDARD.patience()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The same with so many threads, unless another number is given. */
    public DeviceSpec orThreads(int number) {
        return new DeviceSpec(
                kind, gpu, threads.or(() -> Optional.of(number)), libtorch, peakFlops, replicas, replicaTimeout);
    }

    DeviceName name() {
        return new DeviceName(kind, gpu.number());
    }

    /** How many processes train together, at least 1: as many as GPUs where these are counted. */
    public int replicaCount() {
        return replicas.or(gpu::count).orElse(1);
    }

    /** What one of several processes computes on: one of the GPUs, or so many threads of the CPU. */
    public DeviceSpec ofReplica(int number) {
        return new DeviceSpec(kind, gpu.single(), Optional.of(number), libtorch, peakFlops);
    }

    /** After which time a replica that does not answer is taken for lost. */
    public Duration timeoutOfReplicas() {
        return replicaTimeout.orElse(REPLICA_TIMEOUT);
    }

    public enum Kind {
        AUTO,
        CPU,
        GPU
    }
}
