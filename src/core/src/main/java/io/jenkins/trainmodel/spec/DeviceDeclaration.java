package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.nio.file.Path;
import java.util.Optional;

/** The object under {@code device}. */
final class DeviceDeclaration {
    static final DeviceSpec STANDARD = new DeviceSpec(DeviceSpec.Kind.AUTO, Optional.empty(), Optional.empty());

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

    static final ObjectType<DeviceSpec> TYPE = ObjectType.<DeviceSpec>named("device", "Where to compute.")
            .shorthandKey(KIND)
            .key(THREADS)
            .key(LIBTORCH)
            .build(values -> new DeviceSpec(values.get(KIND), values.get(THREADS), values.get(LIBTORCH)));

    private DeviceDeclaration() {}
}
