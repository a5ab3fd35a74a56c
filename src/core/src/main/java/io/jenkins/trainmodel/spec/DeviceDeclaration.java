package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The object under {@code device}. */
final class DeviceDeclaration {
    static final DeviceSpec STANDARD = DeviceSpec.of(DeviceSpec.Kind.AUTO);

    /** How many of a machine's GPUs a run may ask for. */
    private static final int MOST_GPUS = 64;

    static final Key<DeviceSpec, Optional<Integer>> GPUS = Key.optional(
            "gpus",
            Types.integer(1, MOST_GPUS),
            spec -> spec.gpu().count(),
            "How many GPUs compute, as gpu says it of one; each of several is that of a process, which trains its share of every batch.");
    private static final Key<DeviceSpec, DeviceName> NAME = Key.derived(
            "type",
            new DeviceNameType(),
            DeviceSpec::name,
            "auto",
            (values, context) ->
                    Optional.of(values.isGiven(GPUS) ? DeviceName.of(DeviceSpec.Kind.GPU) : DeviceName.AUTO),
            "What computes: gpu takes one that nobody uses, gpu:2 the one of that number, and where it cannot be had it is an error; auto takes one if it can and says what it chose.");
    private static final Key<DeviceSpec, Duration> PATIENCE = Key.of(
            "waitForGpu",
            Types.duration(),
            spec -> spec.gpu().patience(),
            GpuWish.STANDARD.patience(),
            "How long gpu waits for one where all are in use, before it is an error.");
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

    static final Key<DeviceSpec, Optional<Integer>> REPLICAS = Key.optional(
            "replicas",
            Types.integer(1, 64),
            DeviceSpec::replicas,
            "Processes that train together on the CPU, each from its share of every batch; without it, one.");
    private static final Key<DeviceSpec, Optional<Duration>> REPLICA_TIMEOUT = Key.optional(
            "replicaTimeout",
            Types.duration(),
            DeviceSpec::replicaTimeout,
            "How long to wait for a replica that does not answer before it is taken for lost; without it, 10 minutes.");

    static final ObjectType<DeviceSpec> TYPE = ObjectType.<DeviceSpec>named("device", "Where to compute.")
            .key(GPUS)
            .shorthandKey(NAME)
            .key(PATIENCE)
            .key(THREADS)
            .key(LIBTORCH)
            .key(PEAK_FLOPS)
            .key(REPLICAS)
            .key(REPLICA_TIMEOUT)
            .check(DeviceDeclaration::refuseOtherThanGpus)
            .check(DeviceDeclaration::checkReplicas)
            .build(DeviceDeclaration::device);

    private DeviceDeclaration() {}

    /** Whoever counts GPUs wants them, and whoever names one wants no other. */
    private static void refuseOtherThanGpus(Values values, ReadContext context) {
        Optional<DeviceName> other = values.find(NAME).filter(name -> !name.equals(DeviceName.of(DeviceSpec.Kind.GPU)));
        if (values.isGiven(GPUS) && other.isPresent()) {
            context.report(values.node(NAME), values.node(NAME).describe(), "gpu, where gpus says how many");
        }
    }

    private static DeviceSpec device(Values values) {
        GpuWish gpu = new GpuWish(values.get(NAME).gpu(), values.get(GPUS), values.get(PATIENCE));
        return new DeviceSpec(
                values.get(NAME).kind(),
                gpu,
                values.get(THREADS),
                values.get(LIBTORCH),
                values.get(PEAK_FLOPS),
                values.get(REPLICAS),
                values.get(REPLICA_TIMEOUT));
    }

    private static void checkReplicas(Values values, ReadContext context) {
        boolean several = values.find(REPLICAS)
                .flatMap(given -> given)
                .filter(count -> count > 1)
                .isPresent();
        if (several
                && values.find(NAME)
                        .filter(name -> name.kind() != DeviceSpec.Kind.CPU)
                        .isPresent()) {
            context.report(
                    values.node(REPLICAS),
                    "several replicas on another device than the CPU",
                    "type: cpu beside replicas, or one replica; how many GPUs train together is said by gpus");
        }
    }
}
