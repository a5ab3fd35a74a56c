package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What engine is wanted, and where to look for its libraries.
 *
 * @param waiting hears what is waited for, such as a GPU that others use
 * @param tf32 how a GPU is to compute in float32
 */
public record EngineRequest(DeviceSpec device, LibraryRequest libraries, Consumer<String> waiting, Tf32 tf32) {
    /** One that computes float32 as it is. */
    public EngineRequest(DeviceSpec device, LibraryRequest libraries, Consumer<String> waiting) {
        this(device, libraries, waiting, Tf32.OFF);
    }

    /** Environment variables. */
    Map<String, String> environment() {
        return libraries.environment();
    }
}
