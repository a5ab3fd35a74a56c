package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.library.GivenJni;
import io.jenkins.trainmodel.trainer.engine.library.Libtorch;
import io.jenkins.trainmodel.trainer.engine.library.LibtorchDirectory;
import io.jenkins.trainmodel.trainer.engine.library.NativeLibraries;
import io.jenkins.trainmodel.trainer.engine.library.PythonTorch;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import io.jenkins.trainmodel.trainer.nvidia.NvmlDriver;
import io.jenkins.trainmodel.trainer.nvidia.TimedDriver;
import io.jenkins.trainmodel.trainer.nvidia.VisibleGpus;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Loads the engine: once in the life of a process, as native libraries cannot be unloaded. */
public final class EngineLoader {
    /** Lifetime: the process, as the native libraries that it stands for. */
    private static LoadedEngine loaded;

    /** Where a driver takes longer, it hangs. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final EngineRequest request;
    private final EngineVersions versions = EngineVersions.ofBuild();
    private final MachinePlatform platform = MachinePlatform.current();
    private final GpuDriver driver = new TimedDriver(new NvmlDriver(platform), ANSWER);

    private EngineLoader(EngineRequest request) {
        this.request = request;
    }

    /**
     * The engine on the device that the request asks for. A second call gives the same engine again, whatever its request
     * says of threads and libtorch.
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
        GpuReport gpus = wanted.kind() == DeviceSpec.Kind.CPU
                ? GpuReport.none("not asked for")
                : VisibleGpus.of(
                        driver.gpus(), request.environment(), wanted.gpu().number());
        Optional<Path> given = GivenLibtorch.of(wanted, request.environment());
        Optional<GivenJni> jni = given.flatMap(path -> GivenJni.of(request.environment()));
        Optional<LibtorchDirectory> own = given.map(path -> LibtorchDirectory.inspect(path, jni, versions, platform))
                .or(() -> installed(gpus));
        // Before anything is downloaded or read: what cannot be had is said at once.
        DeviceChoice choice = choose(gpus, own.filter(LibtorchDirectory::cuda));
        NativeLibraries libraries = libraries();
        Libtorch libtorch =
                own.map(directory -> libraries.given(directory, jni)).orElseGet(libraries::cpu);
        int threads = wanted.threads().orElseGet(Threads::ofThisMachine);
        DjlProperties.set(libtorch, threads, request.environment());
        Optional<Path> openMp = threads > 1 && !choice.device().isGpu() ? switched(libtorch) : Optional.empty();
        ProcessEnvironment.setWhereAbsent(
                openMp.isPresent() ? ProcessEnvironment.SWITCHED : ProcessEnvironment.SLEEPING, platform);
        ProcessEnvironment.setWhereAbsent(ProcessEnvironment.FLOAT32, platform);
        ProcessEnvironment.setWhereAbsent(ProcessEnvironment.LARGE_PAGES, platform);
        NativeHeap.keepFreed(request.environment(), platform);
        choice.gpu().ifPresent(gpu -> ProcessEnvironment.showOnly(gpu, platform));
        return new EngineStart(libtorch, versions, platform, threads, openMp).start(choice, wanted.kind());
    }

    /** The OpenMP runtime whose threads can be told how to wait; what the environment says of that holds. */
    private Optional<Path> switched(Libtorch libtorch) {
        boolean said = request.environment().containsKey(ProcessEnvironment.WAIT_POLICY)
                || request.environment().containsKey(ProcessEnvironment.SPIN_COUNT);
        boolean many = Threads.processors() > SpareTeam.MOST_PROCESSORS;
        return said || many ? Optional.empty() : SpareTeam.runtimeOf(libtorch.directory());
    }

    /** For the CPU it would be no other libtorch than that of the artifacts. */
    private Optional<LibtorchDirectory> installed(GpuReport gpus) {
        return gpus.usable() ? new PythonTorch(request.environment(), versions, platform).forCuda() : Optional.empty();
    }

    private DeviceChoice choose(GpuReport gpus, Optional<LibtorchDirectory> cuda) {
        GpuReport fitting = cuda.map(directory -> new CudaDrivers(platform).check(gpus, directory.version()))
                .orElse(gpus);
        GpuClaims claims = GpuClaims.ofMachine(request.environment(), driver);
        return new DeviceChooser(fitting, cuda.isPresent(), versions, claims, request.waiting())
                .choose(request.device());
    }

    private NativeLibraries libraries() {
        Path cache = request.libraries().nativeCache();
        Path jniRoot = Optional.ofNullable(request.environment().get(DjlProperties.CACHE_VARIABLE))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(cache.resolve("jni"));
        return new NativeLibraries(
                versions,
                platform,
                cache,
                jniRoot,
                request.libraries().libraries(anotherWay()),
                request.libraries().listener());
    }

    private String anotherWay() {
        return "Or name a directory with libtorch %s in the specification's device.libtorch or in the environment variable %s (the JNI library, 3 MB, is needed even then)."
                .formatted(versions.pytorch(), GivenLibtorch.VARIABLE);
    }
}
