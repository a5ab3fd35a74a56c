package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.library.CudaSet;
import io.jenkins.trainmodel.trainer.engine.library.GivenJni;
import io.jenkins.trainmodel.trainer.engine.library.LibtorchDirectory;
import io.jenkins.trainmodel.trainer.engine.library.NativeLibraries;
import io.jenkins.trainmodel.trainer.engine.library.PythonTorch;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.CachedLibraries;
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

/**
 * What a machine has for an engine: its GPUs, and the libraries that may compute on them.
 *
 * @param driver tells of the GPUs
 */
record EngineParts(EngineRequest request, EngineVersions versions, MachinePlatform platform, GpuDriver driver) {
    /** Where a driver takes longer, it hangs. */
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** Those of this machine. */
    static EngineParts of(EngineRequest request) {
        MachinePlatform platform = MachinePlatform.current();
        return new EngineParts(request, EngineVersions.ofBuild(), platform, driver(platform));
    }

    /** That of this machine, which is not waited for for ever. */
    static GpuDriver driver(MachinePlatform platform) {
        return new TimedDriver(new NvmlDriver(platform), ANSWER);
    }

    /** Those that the request may take. */
    GpuReport gpus() {
        DeviceSpec wanted = request.device();
        return wanted.kind() == DeviceSpec.Kind.CPU
                ? GpuReport.none("not asked for")
                : VisibleGpus.of(
                        driver.gpus(), request.environment(), wanted.gpu().number());
    }

    Optional<Path> given() {
        return GivenLibtorch.of(request.device(), request.environment());
    }

    Optional<GivenJni> jni() {
        return given().flatMap(path -> GivenJni.of(request.environment()));
    }

    /**
     * A libtorch that is taken in place of the one of artifacts for the CPU: the given one, else where a GPU is to be used that of
     * a Python, else the one that was installed.
     */
    Optional<LibtorchDirectory> own(GpuReport gpus) {
        return given().map(path -> LibtorchDirectory.inspect(path, jni(), versions, platform))
                .or(() -> gpus.usable() ? forCuda() : Optional.empty());
    }

    private Optional<LibtorchDirectory> forCuda() {
        return new PythonTorch(request.environment(), versions, platform)
                .forCuda()
                .or(() -> cudaSet().installed().map(this::inspect));
    }

    LibtorchDirectory inspect(Path directory) {
        return LibtorchDirectory.inspect(directory, Optional.empty(), versions, platform);
    }

    CudaSet cudaSet() {
        return new CudaSet(versions, platform, request.libraries().cache());
    }

    /** Chooses by what fits, and takes the GPU. */
    DeviceChoice choose(GpuReport gpus, Optional<LibtorchDirectory> cuda) {
        GpuReport fitting = cuda.map(directory -> new CudaDrivers(platform).check(gpus, directory.version()))
                .orElse(gpus);
        GpuClaims claims = GpuClaims.ofMachine(request.environment(), driver);
        return new DeviceChooser(fitting, cuda.isPresent(), versions, claims, request.waiting())
                .choose(request.device());
    }

    NativeLibraries libraries() {
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
                cachedLibraries(),
                request.libraries().listener());
    }

    CachedLibraries cachedLibraries() {
        return request.libraries().libraries(anotherWay());
    }

    private String anotherWay() {
        return "Or name a directory with libtorch %s in the specification's device.libtorch or in the environment variable %s (the JNI library, 3 MB, is needed even then)."
                .formatted(versions.pytorch(), GivenLibtorch.VARIABLE);
    }
}
