package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A libtorch of the user's, looked at before it is loaded: DJL loads any libtorch and fails, or crashes the process, at the
 * first array when it is not the one that its JNI library was built with.
 *
 * @param path where the libraries lie
 * @param cuda whether it is a CUDA build, of any version: DJL's JNI library calls nothing of CUDA itself
 */
public record LibtorchDirectory(Path path, LibtorchVersion version, boolean cuda) {
    private static final List<String> REQUIRED = List.of("torch", "torch_cpu", "c10");

    /**
     * Looks into the directory, which holds the libraries or, as the archives on pytorch.org and Python's package torch, a
     * folder {@code lib}.
     *
     * @param jni the JNI library that is built for it; without one it must be of the version of the build
     * @throws EngineException where it is no libtorch, not the right version, or not the right ABI
     */
    public static LibtorchDirectory inspect(
            Path given, Optional<GivenJni> jni, EngineVersions versions, MachinePlatform platform) {
        Path libraries = librariesIn(given.toAbsolutePath().normalize(), platform);
        refuseMissing(libraries, platform);
        LibtorchVersion version = LibtorchVersion.of(libraries, versions.pytorch(), platform)
                .orElseThrow(() -> otherVersion(libraries, "of an unknown version", versions));
        if (jni.isEmpty() && !version.number().equals(versions.pytorch())) {
            throw otherVersion(libraries, version.toString(), versions);
        }
        refuseOldAbi(libraries, platform);
        boolean cuda = Files.exists(libraries.resolve(platform.libraryFile("torch_cuda")));
        return new LibtorchDirectory(libraries, version, cuda);
    }

    private static EngineException otherVersion(Path libraries, String found, EngineVersions versions) {
        return new EngineException(
                "The libtorch in %s is %s, and this trainer needs %s. Take libtorch %s (shared, C++11 ABI), leave it out, or name DJL's JNI library built for the one you have in the environment variable %s (docs/engine.md has the command)."
                        .formatted(libraries, found, versions.pytorch(), versions.pytorch(), GivenJni.VARIABLE));
    }

    private static Path librariesIn(Path given, MachinePlatform platform) {
        if (!Files.isDirectory(given)) {
            throw new EngineException(
                    "There is no directory %s, which the libtorch to use was said to be in.".formatted(given));
        }
        return Stream.of(given, given.resolve("lib"))
                .filter(directory -> Files.exists(directory.resolve(platform.libraryFile("torch"))))
                .findFirst()
                .orElse(given);
    }

    private static void refuseMissing(Path libraries, MachinePlatform platform) {
        List<String> missing = REQUIRED.stream()
                .map(platform::libraryFile)
                .filter(file -> !Files.isRegularFile(libraries.resolve(file)))
                .toList();
        if (!missing.isEmpty()) {
            throw new EngineException("%s is not a complete libtorch for %s: it lacks %s."
                    .formatted(libraries, platform.classifier(), String.join(", ", missing)));
        }
    }

    /** Archives for the ABI before C++11 lack its name space in all symbols that pass a string. */
    private static void refuseOldAbi(Path libraries, MachinePlatform platform) {
        Path c10 = libraries.resolve(platform.libraryFile("c10"));
        if (platform.system() == MachinePlatform.OperatingSystem.LINUX && !BinarySearch.contains(c10, "__cxx11")) {
            throw new EngineException(
                    "The libtorch in %s is built for the ABI before C++11, which DJL does not support. Take the one with the C++11 ABI."
                            .formatted(libraries));
        }
    }
}
