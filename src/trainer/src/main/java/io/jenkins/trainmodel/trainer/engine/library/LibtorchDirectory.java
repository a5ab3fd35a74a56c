package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EnginePlatform;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
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
 * @param flavor which of DJL's JNI libraries fits, see {@link Libtorch}
 */
public record LibtorchDirectory(Path path, String flavor) {
    /** The CUDA build of DJL's JNI library for this libtorch. It calls nothing of CUDA itself, so any CUDA 12 goes. */
    private static final String CUDA = "cu128";

    private static final List<String> REQUIRED = List.of("torch", "torch_cpu", "c10");

    /**
     * Looks into the directory, which holds the libraries or, as the archives on pytorch.org, a folder {@code lib}.
     *
     * @throws EngineException where it is no libtorch, not the right version, or not the right ABI
     */
    public static LibtorchDirectory inspect(Path given, EngineVersions versions, EnginePlatform platform) {
        Path libraries = librariesIn(given.toAbsolutePath().normalize(), platform);
        refuseMissing(libraries, platform);
        Optional<LibtorchVersion> version = LibtorchVersion.of(libraries, versions.pytorch(), platform);
        if (!version.map(found -> found.number().equals(versions.pytorch())).orElse(false)) {
            throw new EngineException("The libtorch in %s is %s, and this trainer needs %s. Take %s or leave it out."
                    .formatted(
                            libraries,
                            version.map(LibtorchVersion::toString).orElse("of an unknown version"),
                            versions.pytorch(),
                            "libtorch " + versions.pytorch() + " (shared, C++11 ABI)"));
        }
        refuseOldAbi(libraries, platform);
        boolean cuda = Files.exists(libraries.resolve(platform.libraryFile("torch_cuda")));
        if (cuda) {
            refuseOtherCuda(libraries, version.get(), platform);
        }
        return new LibtorchDirectory(libraries, cuda ? CUDA : Libtorch.CPU);
    }

    private static Path librariesIn(Path given, EnginePlatform platform) {
        if (!Files.isDirectory(given)) {
            throw new EngineException(
                    "There is no directory %s, which the libtorch to use was said to be in.".formatted(given));
        }
        return Stream.of(given, given.resolve("lib"))
                .filter(directory -> Files.exists(directory.resolve(platform.libraryFile("torch"))))
                .findFirst()
                .orElse(given);
    }

    private static void refuseMissing(Path libraries, EnginePlatform platform) {
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
    private static void refuseOldAbi(Path libraries, EnginePlatform platform) {
        Path c10 = libraries.resolve(platform.libraryFile("c10"));
        if (platform.system() == EnginePlatform.OperatingSystem.LINUX && !BinarySearch.contains(c10, "__cxx11")) {
            throw new EngineException(
                    "The libtorch in %s is built for the ABI before C++11, which DJL does not support. Take the one with the C++11 ABI."
                            .formatted(libraries));
        }
    }

    private static void refuseOtherCuda(Path libraries, LibtorchVersion version, EnginePlatform platform) {
        if (!version.build().isEmpty() && !version.build().startsWith("cu12")) {
            throw new EngineException(
                    "The libtorch in %s is %s, and DJL's CUDA library needs CUDA 12.".formatted(libraries, version));
        }
        if (!platform.architecture().equals("x86_64")) {
            throw new EngineException(
                    "The libtorch in %s is a CUDA build, for which DJL has no JNI library on %s. Take a CPU build."
                            .formatted(libraries, platform.classifier()));
        }
    }
}
