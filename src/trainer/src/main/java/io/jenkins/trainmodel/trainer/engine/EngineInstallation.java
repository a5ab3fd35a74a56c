package io.jenkins.trainmodel.trainer.engine;

import java.nio.file.Path;

/** Fills the cache with engines, so that they can be used without a network. */
public final class EngineInstallation {
    private final EngineParts parts;

    public EngineInstallation(EngineRequest request) {
        this.parts = EngineParts.of(request);
    }

    /** libtorch for the CPU and DJL's JNI library, which a libtorch for CUDA needs as well; where it is then. */
    public Path forCpu() {
        return parts.libraries().cpu().directory();
    }

    /**
     * libtorch for CUDA with all that it needs; where it is then.
     *
     * @throws io.jenkins.trainmodel.trainer.library.platform.LibraryException where an artifact cannot be had: which one, and how
     *     to get it
     */
    public Path forCuda() {
        return parts.cudaSet()
                .install(parts.cachedLibraries(), parts.request().libraries().listener());
    }
}
