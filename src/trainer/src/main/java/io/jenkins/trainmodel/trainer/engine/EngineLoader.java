package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.library.Libtorch;
import io.jenkins.trainmodel.trainer.engine.library.LibtorchDirectory;
import io.jenkins.trainmodel.trainer.engine.library.NativeLibraries;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import io.jenkins.trainmodel.trainer.nvidia.XidWatch;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the engine: once in the life of a process, as native libraries cannot be unloaded. */
public final class EngineLoader {
    /** Lifetime: the process, as the native libraries that it stands for. */
    private static LoadedEngine loaded;

    private final EngineRequest request;
    private final EngineParts parts;

    private EngineLoader(EngineRequest request) {
        this.request = request;
        this.parts = EngineParts.of(request);
    }

    /**
     * The engine on the device that the request asks for. A second call gives the same engine again, whatever its request
     * says of threads, libtorch and TF32.
     *
     * @throws EngineException where the device, a library or its right version cannot be had: what is wrong and what to do
     */
    public static synchronized LoadedEngine load(EngineRequest request) {
        if (loaded == null) {
            LibraryLog.quieten();
            loaded = new EngineLoader(request).load();
        }
        if (request.device().kind() == DeviceSpec.Kind.GPU && !loaded.device().isGpu()) {
            throw new EngineException(
                    "A GPU is asked for, and this process has the engine loaded for the CPU already.");
        }
        return loaded;
    }

    private LoadedEngine load() {
        DeviceSpec wanted = request.device();
        MachinePlatform platform = parts.platform();
        GpuReport gpus = parts.gpus();
        Optional<LibtorchDirectory> own = parts.own(gpus);
        // Before anything is downloaded or read: what cannot be had is said at once.
        DeviceChoice choice = parts.choose(gpus, own.filter(LibtorchDirectory::cuda));
        NativeLibraries libraries = parts.libraries();
        Libtorch libtorch =
                own.map(directory -> libraries.given(directory, parts.jni())).orElseGet(libraries::cpu);
        int threads = wanted.threads().orElseGet(() -> Threads.ofThisMachine(wanted.replicaCount()));
        DjlProperties.set(libtorch, threads, request.environment());
        Optional<Path> openMp = threads > 1 && !choice.device().isGpu() ? switched(libtorch) : Optional.empty();
        ProcessEnvironment.setWhereAbsent(
                openMp.isPresent() ? ProcessEnvironment.SWITCHED : ProcessEnvironment.SLEEPING, platform);
        Tf32 tf32 = request.tf32().in(request.environment());
        ProcessEnvironment.setWhereAbsent(tf32.environment(), platform);
        ProcessEnvironment.setWhereAbsent(ProcessEnvironment.LARGE_PAGES, platform);
        NativeHeap.keepFreed(request.environment(), platform);
        choice.gpu().ifPresent(this::prepare);
        return new EngineStart(libtorch, parts.versions(), platform, threads, openMp, tf32)
                .start(choice, wanted.kind());
    }

    private void prepare(Gpu gpu) {
        ProcessEnvironment.showOnly(gpu, parts.platform());
        XidWatch.begin(parts.platform(), gpu);
    }

    /** The OpenMP runtime whose threads can be told how to wait; what the environment says of that holds. */
    private Optional<Path> switched(Libtorch libtorch) {
        boolean said = request.environment().containsKey(ProcessEnvironment.WAIT_POLICY)
                || request.environment().containsKey(ProcessEnvironment.SPIN_COUNT);
        boolean many = Threads.processors() > SpareTeam.MOST_PROCESSORS;
        return said || many ? Optional.empty() : SpareTeam.runtimeOf(libtorch.directory());
    }
}
