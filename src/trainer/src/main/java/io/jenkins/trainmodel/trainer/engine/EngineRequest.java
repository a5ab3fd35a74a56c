package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.util.Map;

/** What engine is wanted, and where to look for its libraries. */
public record EngineRequest(DeviceSpec device, LibraryRequest libraries) {
    /** Environment variables. */
    Map<String, String> environment() {
        return libraries.environment();
    }
}
