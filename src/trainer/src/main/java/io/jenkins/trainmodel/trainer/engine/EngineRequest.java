package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import java.util.Map;

/** What engine is wanted, and where to look for its libraries. */
public record EngineRequest(DeviceSpec device, LibraryRequest libraries) {
    /** As this process's environment and the user's Maven say. */
    public static EngineRequest of(DeviceSpec device, DownloadListener listener) {
        return new EngineRequest(device, LibraryRequest.of(listener));
    }

    /** Environment variables. */
    Map<String, String> environment() {
        return libraries.environment();
    }
}
