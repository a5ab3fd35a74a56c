package io.jenkins.trainmodel.trainer.engine.library;

import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version as PyTorch writes it, such as {@code 2.7.1+cu128}.
 *
 * @param number the part before the plus sign
 * @param build the part behind it, or empty
 */
public record LibtorchVersion(String number, String build) {
    /** Such as {@code cu118} or {@code cu130}: the last digit is the minor version. */
    private static final Pattern CUDA = Pattern.compile("cu(\\d{2,4})");

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)[^+\\s'\"]*(?:\\+([\\w.]+))?");

    /**
     * The version of a libtorch: from the file {@code build-version} of pytorch.org's archives, from {@code version.py} of the
     * Python package, else by looking for the expected version in the library. Empty where nothing of this tells it.
     */
    static Optional<LibtorchVersion> of(Path libraries, String expected, MachinePlatform platform) {
        Path parent = Optional.ofNullable(libraries.getParent()).orElse(libraries);
        return Stream.of(
                        libraries.resolve("build-version"),
                        parent.resolve("build-version"),
                        parent.resolve("version.py"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(LibtorchVersion::firstIn)
                .orElseGet(() -> probe(libraries.resolve(platform.libraryFile("torch_cpu")), expected));
    }

    private static Optional<LibtorchVersion> firstIn(Path file) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(of(matcher)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static LibtorchVersion of(Matcher matcher) {
        return new LibtorchVersion(
                matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
    }

    /** TORCH_VERSION is a C string in the library. */
    private static Optional<LibtorchVersion> probe(Path library, String expected) {
        return BinarySearch.contains(library, "\0" + expected + "\0")
                ? Optional.of(new LibtorchVersion(expected, ""))
                : Optional.empty();
    }

    /** The major version of CUDA that it is built for; empty where it does not tell one. */
    public OptionalInt cudaMajor() {
        OptionalInt cuda = cuda();
        return cuda.isPresent() ? OptionalInt.of(cuda.getAsInt() / 10) : cuda;
    }

    /** The same with its minor version as one number, such as 128 for 12.8. */
    public OptionalInt cuda() {
        Matcher matcher = CUDA.matcher(build);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return build.isEmpty() ? number : number + "+" + build;
    }
}
