package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.CachedDirectory;
import io.jenkins.trainmodel.trainer.library.CachedLibraries;
import io.jenkins.trainmodel.trainer.library.CachedLibraries.Entry;
import io.jenkins.trainmodel.trainer.library.LibraryArchive;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings a libtorch and DJL's JNI library for it together on this machine. */
public final class NativeLibraries {
    private static final String JNI = "djl_torch";

    private final EngineVersions versions;
    private final MachinePlatform platform;
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
            MachinePlatform platform,
            Path cache,
            Path jniRoot,
            CachedLibraries libraries,
            DownloadListener listener) {
        this.versions = versions;
        this.platform = platform;
        this.cache = cache;
        this.jniRoot = jniRoot;
        this.libraries = libraries;
        this.listener = listener;
    }

    /** Where libtorch for the CPU is in the cache, or will be. */
    public Path cpuDirectory() {
        return cache.resolve("libtorch-" + build(versions.pytorch()));
    }

    /** Whether it is there. */
    public boolean hasCpu() {
        return new CachedDirectory(cpuDirectory()).isComplete();
    }

    /** libtorch for the CPU from the cache. */
    public Libtorch cpu() {
        LibraryArtifact artifact =
                new LibraryArtifact("ai.djl.pytorch", "pytorch-native-cpu", platform.classifier(), versions.pytorch());
        Path directory = cpuDirectory();
        libraries.provide(
                new Entry(
                        directory,
                        List.of(artifact),
                        (jars, target) -> new LibraryArchive(jars.get(0), listener)
                                .extractFolder("pytorch/cpu/" + platform.classifier() + "/", name -> true, target)),
                jni());
        return new Libtorch(
                directory,
                new LibtorchVersion(versions.pytorch(), Libtorch.FLAVOR),
                false,
                artifact.coordinates(),
                jniRoot);
    }

    /**
     * A libtorch of the user's.
     *
     * @param own the user's JNI library for it; else that of the build is taken
     */
    public Libtorch given(LibtorchDirectory directory, Optional<GivenJni> own) {
        if (own.isEmpty()) {
            libraries.provide(jni());
        }
        Path root = own.map(library -> keep(library, directory)).orElse(jniRoot);
        return new Libtorch(
                directory.path(),
                directory.version(),
                directory.cuda(),
                directory.path().toString(),
                root);
    }

    /** Where DJL finds it: under the name that DJL asks for, in a directory of its content's own. */
    private Path keep(GivenJni library, LibtorchDirectory libtorch) {
        Path root = cache.resolve("jni-given").resolve(library.checksum());
        Path folder = root.resolve("pytorch").resolve(build(libtorch.version().number()));
        new CachedDirectory(folder).get(target -> Files.copy(library.file(), target.resolve(jniFile())));
        return root;
    }

    /** DJL's JNI library, of an artifact for all platforms, for the CPU and for CUDA. */
    private Entry jni() {
        String entry = "jnilib/%s/%s/%s".formatted(platform.classifier(), Libtorch.FLAVOR, platform.libraryFile(JNI));
        return new Entry(
                jniRoot.resolve("pytorch").resolve(build(versions.pytorch())),
                List.of(new LibraryArtifact(
                        "ai.djl.pytorch", "pytorch-jni", "", versions.pytorch() + "-" + versions.djl())),
                (jars, target) ->
                        new LibraryArchive(jars.get(0), listener).extractFile(entry, target.resolve(jniFile())));
    }

    /** As DJL names its own cache's folders. */
    private String build(String version) {
        return version + "-" + Libtorch.FLAVOR + "-" + platform.classifier();
    }

    /** As DJL names its own cache's file. */
    private String jniFile() {
        return versions.djl() + "-" + platform.libraryFile(JNI);
    }
}
