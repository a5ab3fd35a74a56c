package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.jenkins.trainmodel.spec.TrainingSpec.DeviceSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
     * The engine on the device that the request asks for; a second call gives the same engine again.
     *
     * @throws EngineException where the device, a library or its right version cannot be had: what is wrong and what to do
     */
    public static synchronized LoadedEngine load(EngineRequest request) {
        if (loaded == null) {
            loaded = new EngineLoader(request).load();
        }
        return loaded;
    }

    private LoadedEngine load() {
        DeviceSpec wanted = request.device();
        int threads = wanted.threads().orElseGet(Threads::ofThisMachine);
        Libtorch libtorch = libraries().cpu();
        DjlProperties.set(libtorch, versions, threads, request.environment());
        ProcessEnvironment.setWhereAbsent(ProcessEnvironment.OPENMP, platform);
        Engine engine = Engine.getEngine("PyTorch");
        Device device = Device.cpu();
        Map<String, String> description = new TreeMap<>();
        description.put("engine", "PyTorch " + versions.pytorch() + " with DJL " + versions.djl());
        description.put("libtorch", libtorch.source());
        description.put("device", device.toString());
        description.put("threads", Integer.toString(threads));
        return new LoadedEngine(engine, device, "the CPU", threads, description);
    }

    private NativeLibraries libraries() {
        java.nio.file.Path cache = CacheLocation.of(request.environment(), platform, request.home());
        java.nio.file.Path jniRoot = Optional.ofNullable(request.environment().get("ENGINE_CACHE_DIR"))
                .map(java.nio.file.Path::of)
                .orElse(cache.resolve("jni"));
        return new NativeLibraries(
                versions,
                platform,
                cache,
                jniRoot,
                new MavenArtifactResolver(request.maven(), request.listener(), "other ways"),
                request.listener());
    }
}
