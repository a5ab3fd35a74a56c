package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.nio.file.Path;
import java.util.Optional;

/** The object under {@code device}. */
final class DeviceDeclaration {
    static final DeviceSpec STANDARD = DeviceSpec.of(DeviceSpec.Kind.AUTO);

    private static final Key<DeviceSpec, DeviceSpec.Kind> KIND = Key.of(
            "type",
            Types.word(DeviceSpec.Kind.class),
            DeviceSpec::kind,
            DeviceSpec.Kind.AUTO,
            "What computes: a GPU that cannot be had is an error, auto takes one if it can and says what it chose.");
    private static final Key<DeviceSpec, Optional<Integer>> THREADS = Key.optional(
            "threads",
            Types.integer(1, 1024),
            DeviceSpec::threads,
            "Threads of the engine on the CPU; without it, the physical cores.");
    private static final Key<DeviceSpec, Optional<Path>> LIBTORCH = Key.optional(
            "libtorch",
            Types.directory(),
            DeviceSpec::libtorch,
            "A directory with a libtorch of the right version, taken instead of a download.");

    private static final Key<DeviceSpec, Optional<Double>> PEAK_FLOPS = Key.optional(
            "peakFlops",
            Types.above(0),
            DeviceSpec::peakFlops,
            "Floating point operations that the device can do in a second at the most, in the run's precision and without sparsity, such as 3.12e14; model FLOP utilisation is a share of it. Without it, what data sheets say of the GPU.");

    static final ObjectType<DeviceSpec> TYPE = ObjectType.<DeviceSpec>named("device", "Where to compute.")
            .shorthandKey(KIND)
            .key(THREADS)
            .key(LIBTORCH)
            .key(PEAK_FLOPS)
            .build(values -> new DeviceSpec(
                    values.get(KIND), values.get(THREADS), values.get(LIBTORCH), values.get(PEAK_FLOPS)));

    private DeviceDeclaration() {}
}
