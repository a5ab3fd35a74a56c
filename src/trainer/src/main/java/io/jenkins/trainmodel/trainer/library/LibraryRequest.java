package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.MavenArtifactResolver;
import io.jenkins.trainmodel.trainer.library.maven.MavenLocations;
import io.jenkins.trainmodel.trainer.library.platform.HomeDirectory;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.library.platform.Mounts;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where to look for libraries, and where to keep them.
 *
 * @param environment environment variables
 * @param home the user's home directory, or what takes its place where libraries cannot be kept there
 * @param maven where Maven's settings are
 * @param listener hears of downloads and extraction
 */
public record LibraryRequest(
        Map<String, String> environment, Path home, MavenLocations maven, DownloadListener listener) {

    /** As this process's environment and the user's Maven say. */
    public static LibraryRequest of(DownloadListener listener) {
        Map<String, String> environment = System.getenv();
        HomeDirectory home = HomeDirectory.ofProcess();
        Path forLibraries = home.forLibraries(environment);
        home.settle(forLibraries);
        return new LibraryRequest(environment, forLibraries, MavenLocations.of(environment), listener);
    }

    /** The directory where this user's runs keep what took long to make. */
    public Path cache() {
        return CacheLocation.of(environment, MachinePlatform.current(), home);
    }

    /**
     * The same for native libraries.
     *
     * @throws LibraryException where they could not be loaded from it; the system's own word for it is that a segment cannot be
     *     mapped
     */
    public Path nativeCache() {
        Path cache = cache();
        if (Mounts.ofThisMachine().isNoexec(cache)) {
            throw new LibraryException(
                    "Native libraries cannot run from %s: its file system is mounted noexec. Name another directory in the environment variable %s."
                            .formatted(cache, CacheLocation.VARIABLE));
        }
        return cache;
    }

    /**
     * The cache's libraries, filled where they are missing from the user's Maven repositories.
     *
     * @param besides what people can do besides where the artifacts cannot be had: a sentence such as "Or name a directory in …"; may
     *     be empty
     */
    public CachedLibraries libraries(String besides) {
        String otherWays =
                "then run again here, or copy those files into this machine's local repository. Another way: copy %s from a machine on which the trainer has run."
                        .formatted(cache());
        return new CachedLibraries(new MavenArtifactResolver(maven, listener, (otherWays + " " + besides).strip()));
    }
}
