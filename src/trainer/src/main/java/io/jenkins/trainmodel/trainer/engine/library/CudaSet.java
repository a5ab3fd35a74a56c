package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.CachedDirectory;
import io.jenkins.trainmodel.trainer.library.CachedLibraries;
import io.jenkins.trainmodel.trainer.library.CachedLibraries.Entry;
import io.jenkins.trainmodel.trainer.library.LibraryArchive;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import io.jenkins.trainmodel.trainer.library.maven.LibraryArtifact;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * libtorch for CUDA with the libraries of CUDA that it needs, of Maven artifacts (those of the JavaCPP presets), in one directory.
 * Its files do not find each other by themselves, so they are loaded in the order that a file in the directory says.
 */
public final class CudaSet {
    private static final String GROUP = "org.bytedeco";
    private static final String PRESETS = "1.5.12";

    /** Of what the set for libtorch 2.7.1 is built with. */
    private static final String CUDA = "12.9-9.10-" + PRESETS;

    private static final String BUILD = "cu129";
    private static final String LINUX = "linux-x86_64";

    /** What comes first needs nothing of what comes behind it. */
    private static final List<String> ORDER = List.of(
            "libnvJitLink",
            "libcudart",
            "libcupti",
            "libcublasLt",
            "libcublas",
            "libcusparse",
            "libcusolver",
            "libcurand",
            "libcufft",
            "libcufile",
            "libnvrtc",
            "libcudnn",
            "libopenblas");

    private final EngineVersions versions;
    private final MachinePlatform platform;
    private final Path directory;

    /** The set for this libtorch, in a directory of its own of the cache. */
    public CudaSet(EngineVersions versions, MachinePlatform platform, Path cache) {
        this.versions = versions;
        this.platform = platform;
        this.directory = cache.resolve("libtorch-%s-%s-%s".formatted(versions.pytorch(), BUILD, platform.classifier()));
    }

    /** Where it is; empty where it is not complete. */
    public Optional<Path> installed() {
        return Optional.of(directory).filter(path -> new CachedDirectory(path).isComplete());
    }

    /**
     * Fetches it where it is not there; some gigabytes.
     *
     * @throws EngineException where there is none for this machine
     */
    public Path install(CachedLibraries libraries, DownloadListener listener) {
        if (!platform.classifier().equals(LINUX)) {
            throw new EngineException(
                    "There is no set of libraries for CUDA for %s, only for %s; name the folder torch of a Python in the environment variable TRAIN_MODEL_LIBTORCH instead."
                            .formatted(platform.classifier(), LINUX));
        }
        Glibc.require(2, 35);
        libraries.provide(new Entry(directory, artifacts(), (jars, target) -> extract(jars, target, listener)));
        return directory;
    }

    List<LibraryArtifact> artifacts() {
        return Stream.concat(
                        Stream.of(
                                artifact("pytorch", LINUX + "-gpu", versions.pytorch() + "-" + PRESETS),
                                artifact("openblas", LINUX, "0.3.30-" + PRESETS)),
                        Stream.of("", "-cublas", "-cudnn", "-cusolver", "-cusparse")
                                .map(part -> artifact("cuda-redist" + part, LINUX, CUDA)))
                .toList();
    }

    private static LibraryArtifact artifact(String name, String classifier, String version) {
        return new LibraryArtifact(GROUP, name, classifier, version);
    }

    private void extract(List<Path> jars, Path target, DownloadListener listener) throws IOException {
        List<LibraryArtifact> artifacts = artifacts();
        for (int i = 0; i < jars.size(); i++) {
            String folder = "org/bytedeco/%s/%s/"
                    .formatted(
                            artifacts.get(i).name().startsWith("cuda")
                                    ? "cuda"
                                    : artifacts.get(i).name(),
                            artifacts.get(i).classifier());
            // A jar may hold what another one holds as well, such as the runtime of Fortran.
            new LibraryArchive(jars.get(i), listener)
                    .extractFolder(folder, name -> isWanted(name) && !Files.exists(target.resolve(name)), target);
        }
        Files.writeString(target.resolve("build-version"), versions.pytorch() + "+" + BUILD + "\n");
        Files.write(target.resolve(Preload.FILE), order(target));
    }

    /** Not the parts that JavaCPP itself calls. */
    private static boolean isWanted(String name) {
        return name.contains(".so") && !name.startsWith("libjni");
    }

    private static List<String> order(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            return ORDER.stream()
                    .flatMap(library ->
                            names.stream().filter(name -> name.startsWith(library + ".") || isPart(name, library)))
                    .distinct()
                    .toList();
        }
    }

    /** cuDNN and nvrtc are several libraries each. */
    private static boolean isPart(String name, String library) {
        return name.startsWith(library + "_") || name.startsWith(library + "-");
    }
}
