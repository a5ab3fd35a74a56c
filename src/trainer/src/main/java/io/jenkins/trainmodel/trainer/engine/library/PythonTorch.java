package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The package torch of a Python on this machine. Its libraries find those of CUDA by themselves, so it is the least work
 * that a libtorch for CUDA can be. No Python is started.
 */
public final class PythonTorch {
    private final Map<String, String> environment;
    private final EngineVersions versions;
    private final MachinePlatform platform;

    /** @param environment says which environment of Python is active, and what is on the path */
    public PythonTorch(Map<String, String> environment, EngineVersions versions, MachinePlatform platform) {
        this.environment = environment;
        this.versions = versions;
        this.platform = platform;
    }

    /** The first one for CUDA that is complete and of the build's version. */
    public Optional<LibtorchDirectory> forCuda() {
        return found().flatMap(folder -> fitting(folder).stream()).findFirst();
    }

    /** All that are found, whether they can be used or not. */
    public List<Path> folders() {
        return found().toList();
    }

    private Stream<Path> found() {
        return installations().distinct().flatMap(this::packages).distinct();
    }

    private Optional<LibtorchDirectory> fitting(Path folder) {
        try {
            return Optional.of(LibtorchDirectory.inspect(folder, Optional.empty(), versions, platform))
                    .filter(LibtorchDirectory::cuda);
        } catch (EngineException e) {
            // It was not asked for, so what is wrong with it is nobody's concern.
            return Optional.empty();
        }
    }

    /** Where Pythons are installed: the active environments, then those of the programs on the path. */
    private Stream<Path> installations() {
        Stream<Path> active = Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .flatMap(text -> path(text).stream());
        Stream<Path> onPath = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(text -> path(text).stream())
                .flatMap(this::installationOf);
        return Stream.concat(active, onPath);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(text).filter(value -> !value.isBlank()).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** On Windows the program lies in the installation, or in {@code Scripts} of an environment; elsewhere in {@code bin}. */
    private Stream<Path> installationOf(Path folder) {
        if (platform.isWindows()) {
            return Files.isRegularFile(folder.resolve("python.exe"))
                    ? Stream.of(folder, folder.resolve("..").normalize())
                    : Stream.empty();
        }
        Path program = folder.resolve("python3");
        return Files.isRegularFile(program)
                ? Stream.concat(parent(program), real(program).flatMap(PythonTorch::parent))
                : Stream.empty();
    }

    /** A virtual environment's program is a link to the Python that it was made with. */
    private static Stream<Path> real(Path program) {
        try {
            return Stream.of(program.toRealPath());
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Stream<Path> parent(Path program) {
        return Stream.ofNullable(program.toAbsolutePath().normalize().getParent())
                .flatMap(folder -> Stream.ofNullable(folder.getParent()));
    }

    private Stream<Path> packages(Path installation) {
        if (platform.isWindows()) {
            return existing(installation.resolve("Lib").resolve("site-packages").resolve("torch"));
        }
        // Debian keeps what its package manager installs in dist-packages.
        return Stream.of("lib", "lib64")
                .flatMap(library -> versioned(installation.resolve(library)))
                .flatMap(python -> Stream.of("site-packages", "dist-packages").map(python::resolve))
                .flatMap(packages -> existing(packages.resolve("torch")));
    }

    private static Stream<Path> versioned(Path library) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(library, "python3*")) {
            found.forEach(folders::add);
        } catch (IOException e) {
            return Stream.empty();
        }
        return folders.stream().sorted();
    }

    private static Stream<Path> existing(Path folder) {
        return Files.isDirectory(folder) ? Stream.of(folder) : Stream.empty();
    }
}
