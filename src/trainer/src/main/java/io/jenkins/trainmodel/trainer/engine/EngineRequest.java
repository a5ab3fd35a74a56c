package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.library.CacheLocation;
import io.jenkins.trainmodel.trainer.engine.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.engine.maven.MavenLocations;
import io.jenkins.trainmodel.trainer.engine.platform.EnginePlatform;
import io.jenkins.trainmodel.trainer.engine.platform.HomeDirectory;
import java.nio.file.Path;
import java.util.Map;

/**
 * What engine is wanted, and where to look for it.
 *
 * @param environment environment variables
 * @param home the user's home directory, or what takes its place where libraries cannot be kept there
 * @param maven where Maven's settings are
 * @param listener hears of downloads and extraction
 */
public record EngineRequest(
        DeviceSpec device,
        Map<String, String> environment,
        Path home,
        MavenLocations maven,
        DownloadListener listener) {

    /** As this process's environment and the user's Maven say. */
    public static EngineRequest of(DeviceSpec device, DownloadListener listener) {
        Map<String, String> environment = System.getenv();
        HomeDirectory home = HomeDirectory.ofProcess();
        Path forLibraries = home.forLibraries(environment);
        home.settle(forLibraries);
        return new EngineRequest(device, environment, forLibraries, MavenLocations.of(environment), listener);
    }

    /** The directory where this user's runs keep what took long to make. */
    public Path cache() {
        return CacheLocation.of(environment, EnginePlatform.current(), home);
    }
}
