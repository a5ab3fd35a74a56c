package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What engine is wanted, and where to look for its libraries.
 *
 * @param waiting hears what is waited for, such as a GPU that others use
 */
public record EngineRequest(DeviceSpec device, LibraryRequest libraries, Consumer<String> waiting) {
    /** Environment variables. */
    Map<String, String> environment() {
        return libraries.environment();
    }
}
