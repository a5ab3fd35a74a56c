package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.library.CachedLibraries.Entry;
import io.jenkins.trainmodel.trainer.engine.maven.ArtifactResolver;
import io.jenkins.trainmodel.trainer.engine.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.engine.maven.NativeArtifact;
import io.jenkins.trainmodel.trainer.engine.platform.EnginePlatform;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import java.nio.file.Path;
import java.util.List;

/** Brings a libtorch and DJL's JNI library for it together on this machine. */
public final class NativeLibraries {
    private final EngineVersions versions;
    private final EnginePlatform platform;
    private final Path cache;
    private final Path jniRoot;
    private final CachedLibraries libraries;
    private final DownloadListener listener;

    /**
     * Libraries of these versions for this platform.
     *
     * @param cache where libraries are kept
     * @param jniRoot where DJL looks for its JNI library
     */
    public NativeLibraries(
            EngineVersions versions,
            EnginePlatform platform,
            Path cache,
            Path jniRoot,
            ArtifactResolver resolver,
            DownloadListener listener) {
        this.versions = versions;
        this.platform = platform;
        this.cache = cache;
        this.jniRoot = jniRoot;
        this.libraries = new CachedLibraries(resolver);
        this.listener = listener;
    }

    /** libtorch for the CPU from the cache. */
    public Libtorch cpu() {
        NativeArtifact artifact = NativeArtifact.libtorchForCpu(versions, platform);
        Path directory = cache.resolve("libtorch-" + build(Libtorch.CPU));
        libraries.provide(
                new Entry(
                        directory,
                        List.of(artifact),
                        (jars, target) -> new NativeArchive(jars.get(0), listener)
                                .extractFolder("pytorch/cpu/" + platform.classifier() + "/", name -> true, target)),
                jni(Libtorch.CPU));
        return new Libtorch(directory, Libtorch.CPU, artifact.coordinates(), jniRoot);
    }

    /** A libtorch of the user's, with the JNI library that fits it. */
    public Libtorch given(LibtorchDirectory directory) {
        libraries.provide(jni(directory.flavor()));
        return new Libtorch(
                directory.path(), directory.flavor(), directory.path().toString(), jniRoot);
    }

    private Entry jni(String flavor) {
        String file = platform.libraryFile("djl_torch");
        String entry = "jnilib/%s/%s/%s".formatted(platform.classifier(), flavor, file);
        return new Entry(
                jniRoot.resolve("pytorch").resolve(build(flavor)),
                List.of(NativeArtifact.jni(versions)),
                (jars, target) -> new NativeArchive(jars.get(0), listener)
                        .extractFile(entry, target.resolve(versions.djl() + "-" + file)));
    }

    /** As DJL names its own cache's folders. */
    private String build(String flavor) {
        return versions.pytorch() + "-" + flavor + "-" + platform.classifier();
    }
}
