package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform.OperatingSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where libraries are kept between runs: about 450 MB for the engine on the CPU. */
public final class CacheLocation {
    /** Names the cache directory. */
    public static final String VARIABLE = "TRAIN_MODEL_CACHE";

    private static final String FOLDER = "train-model";

    private CacheLocation() {}

    /** {@code TRAIN_MODEL_CACHE}, else {@code train-model} where the platform keeps caches. */
    public static Path of(Map<String, String> environment, MachinePlatform platform, Path home) {
        return variable(environment, VARIABLE)
                .or(() -> variable(environment, "XDG_CACHE_HOME").map(base -> base.resolve(FOLDER)))
                .orElseGet(() -> platformCache(environment, platform.system(), home));
    }

    private static Path platformCache(Map<String, String> environment, OperatingSystem system, Path home) {
        return switch (system) {
            case WINDOWS ->
                variable(environment, "LOCALAPPDATA")
                        .orElseGet(() -> home.resolve("AppData/Local"))
                        .resolve(FOLDER)
                        .resolve("cache");
            case MAC -> home.resolve("Library/Caches").resolve(FOLDER);
            case LINUX -> home.resolve(".cache").resolve(FOLDER);
        };
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .map(Path::toAbsolutePath);
    }
}
