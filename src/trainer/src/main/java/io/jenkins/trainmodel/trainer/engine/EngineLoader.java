package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.library.CacheLocation;
import io.jenkins.trainmodel.trainer.engine.library.GivenJni;
import io.jenkins.trainmodel.trainer.engine.library.Libtorch;
import io.jenkins.trainmodel.trainer.engine.library.LibtorchDirectory;
import io.jenkins.trainmodel.trainer.engine.library.NativeLibraries;
import io.jenkins.trainmodel.trainer.engine.library.PythonTorch;
import io.jenkins.trainmodel.trainer.engine.maven.ArtifactResolver;
import io.jenkins.trainmodel.trainer.engine.maven.MavenArtifactResolver;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EnginePlatform;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.engine.platform.Mounts;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the engine: once in the life of a process, as native libraries cannot be unloaded. */
public final class EngineLoader {
    /** Lifetime: the process, as the native libraries that it stands for. */
    private static LoadedEngine loaded;

    private final EngineRequest request;
    private final EngineVersions versions = EngineVersions.ofBuild();
    private final EnginePlatform platform = EnginePlatform.current();

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
                : VisibleGpus.of(new GpuProbe(platform).report(), request.environment());
        Optional<Path> given = GivenLibtorch.of(wanted, request.environment());
        Optional<GivenJni> jni = given.flatMap(path -> GivenJni.of(request.environment()));
        Optional<LibtorchDirectory> own = given.map(path -> LibtorchDirectory.inspect(path, jni, versions, platform))
                .or(() -> installed(gpus));
        // Before anything is downloaded: what cannot be had is said at once.
        DeviceChoice choice = choose(gpus, own.filter(LibtorchDirectory::cuda));
        NativeLibraries libraries = libraries();
        Libtorch libtorch =
                own.map(directory -> libraries.given(directory, jni)).orElseGet(libraries::cpu);
        int threads = wanted.threads().orElseGet(Threads::ofThisMachine);
        DjlProperties.set(libtorch, threads, request.environment());
        ProcessEnvironment.setWhereAbsent(ProcessEnvironment.OPENMP, platform);
        ProcessEnvironment.setWhereAbsent(ProcessEnvironment.FLOAT32, platform);
        return new EngineStart(libtorch, versions, platform, threads)
                .start(choice, wanted.kind(), VisibleGpus.first(gpus, request.environment()));
    }

    /** For the CPU it would be no other libtorch than that of the artifacts. */
    private Optional<LibtorchDirectory> installed(GpuReport gpus) {
        return gpus.usable() ? new PythonTorch(request.environment(), versions, platform).forCuda() : Optional.empty();
    }

    private DeviceChoice choose(GpuReport gpus, Optional<LibtorchDirectory> cuda) {
        GpuReport fitting = cuda.map(directory -> new CudaDrivers(platform).check(gpus, directory.version()))
                .orElse(gpus);
        return DeviceChoice.choose(request.device().kind(), fitting, cuda.isPresent(), versions);
    }

    private NativeLibraries libraries() {
        Path cache = CacheLocation.of(request.environment(), platform, request.home());
        refuseWhereNothingRuns(cache);
        Path jniRoot = Optional.ofNullable(request.environment().get(DjlProperties.CACHE_VARIABLE))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(cache.resolve("jni"));
        ArtifactResolver resolver = new MavenArtifactResolver(request.maven(), request.listener(), otherWays(cache));
        return new NativeLibraries(versions, platform, cache, jniRoot, resolver, request.listener());
    }

    /** The system's own word for it is that a segment cannot be mapped. */
    private static void refuseWhereNothingRuns(Path cache) {
        if (Mounts.ofThisMachine().isNoexec(cache)) {
            throw new EngineException(
                    "The engine's native libraries cannot run from %s: its file system is mounted noexec. Name another directory in the environment variable %s."
                            .formatted(cache, CacheLocation.VARIABLE));
        }
    }

    private String otherWays(Path cache) {
        return """
                then run again here, or copy those files into this machine's local repository. Other ways: copy %s from a \
                machine on which the trainer has run, or name a directory with libtorch %s in the specification's \
                device.libtorch or in the environment variable %s (the JNI library, 3 MB, is needed even then).""".formatted(cache, versions.pytorch(), GivenLibtorch.VARIABLE);
    }
}
