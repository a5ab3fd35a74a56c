package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.CostMeter;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.library.Libtorch;
import io.jenkins.trainmodel.trainer.engine.library.Preload;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.waiting.WaitingMode;
import io.jenkins.trainmodel.trainer.waiting.WaitingSwitch;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Loads the native libraries and lets them compute a little, so that what does not fit shows here and not in a run. */
final class EngineStart {
    private static final String ENGINE = "PyTorch";

    private final Libtorch libtorch;
    private final EngineVersions versions;
    private final MachinePlatform platform;
    private final int threads;
    private final Optional<Path> openMp;
    private final Tf32 tf32;

    /** @param openMp the runtime whose threads can be told how to wait, where there is one */
    EngineStart(
            Libtorch libtorch,
            EngineVersions versions,
            MachinePlatform platform,
            int threads,
            Optional<Path> openMp,
            Tf32 tf32) {
        this.libtorch = libtorch;
        this.versions = versions;
        this.platform = platform;
        this.threads = threads;
        this.openMp = openMp;
        this.tf32 = tf32;
    }

    /** A GPU that was taken stays so where it computes. */
    LoadedEngine start(DeviceChoice choice, DeviceSpec.Kind wanted) {
        Engine engine = loadNatives();
        compute(engine, Device.cpu());
        DeviceChoice proven = choice.device().isGpu() ? prove(engine, choice, wanted) : choice;
        return new LoadedEngine(
                engine,
                proven.device(),
                proven.sentence(),
                threads,
                openMp.map(EngineStart::asleep),
                proven.claims(),
                libtorch.directory(),
                describe(proven));
    }

    /** Whoever does not measure what is faster leaves the processors to others. */
    private static WaitingSwitch asleep(Path openMp) {
        SpareTeam threads = SpareTeam.of(openMp);
        threads.use(WaitingMode.SLEEPING);
        return threads;
    }

    private Engine loadNatives() {
        Preload.of(libtorch.directory());
        try {
            return Engine.getEngine(ENGINE);
        } catch (RuntimeException | LinkageError e) {
            throw new EngineException(
                    "The libraries of the engine cannot be loaded from %s: %s. On Linux they need glibc (not musl)%s."
                            .formatted(
                                    libtorch.directory(),
                                    deepest(e),
                                    libtorch.cuda()
                                            ? " and the CUDA and cuDNN libraries that this libtorch was built with, beside it or on the library path"
                                            : ""),
                    e);
        }
    }

    private void compute(Engine engine, Device device) {
        try (NDManager manager = engine.newBaseManager(device)) {
            float two = manager.create(1f).add(manager.create(1f)).toFloatArray()[0];
            if (two != 2f) {
                throw new IllegalStateException("1 + 1 is " + two);
            }
        } catch (RuntimeException | LinkageError e) {
            throw new EngineException(
                    "The libtorch in %s was loaded, and its first operation on %s failed: %s. Is DJL's JNI library built for libtorch %s?"
                            .formatted(libtorch.directory(), device, deepest(e), libtorch.version()),
                    e);
        }
    }

    private DeviceChoice prove(Engine engine, DeviceChoice choice, DeviceSpec.Kind wanted) {
        try {
            compute(engine, choice.device());
            return choice;
        } catch (EngineException e) {
            if (wanted == DeviceSpec.Kind.GPU) {
                throw e;
            }
            return choice.cpuAfterFailure(deepest(e));
        }
    }

    private Map<String, String> describe(DeviceChoice choice) {
        Map<String, String> description = new TreeMap<>();
        description.put(
                "engine", "%s %s (DJL %s)".formatted(ENGINE, libtorch.version().number(), versions.djl()));
        description.put("libtorch", "%s, %s".formatted(libtorch.source(), libtorch.build()));
        choice.gpu().ifPresent(gpu -> {
            description.put(CostMeter.GPU_INDEX, choice.numbers());
            description.put("gpuIdentifier", choice.identifiers());
            description.put(
                    GpuArithmetic.LABEL,
                    GpuArithmetic.settle(
                            libtorch.directory().resolve(platform.libraryFile("torch_cpu")), tf32 == Tf32.ON));
        });
        description.put("device", choice.name());
        description.put("deviceChoice", choice.sentence());
        description.put(TrainingEvent.Started.THREADS, Integer.toString(threads));
        return description;
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("");
    }
}
