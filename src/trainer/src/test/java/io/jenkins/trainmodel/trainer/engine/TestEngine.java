package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.MavenLocations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The engine for tests: on the CPU with one thread, resolved as the build that runs them resolves. */
public final class TestEngine {
    private TestEngine() {}

    /** Loads the engine, once in a test process; the first call on a machine takes some seconds. */
    public static LoadedEngine load() {
        return load(1);
    }

    /** The same with another number of threads, where nothing has loaded it in this process yet. */
    public static LoadedEngine load(int threads) {
        DeviceSpec device = DeviceSpec.of(DeviceSpec.Kind.CPU).orThreads(threads);
        return EngineLoader.load(new EngineRequest(device, libraries(), waiting -> {}));
    }

    /** Libraries of the user's cache, and from the repositories of the build. */
    public static LibraryRequest libraries() {
        LibraryRequest own = LibraryRequest.of(DownloadListener.NONE);
        return new LibraryRequest(own.environment(), own.home(), buildsMaven(), own.listener());
    }

    /** Where the Maven that runs the tests keeps its settings and its local repository. */
    public static MavenLocations buildsMaven() {
        return new MavenLocations(
                property("test.maven.settings").filter(Files::isRegularFile),
                MavenLocations.of(System.getenv()).installation(),
                property("test.maven.repository"));
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).map(Path::of);
    }
}
