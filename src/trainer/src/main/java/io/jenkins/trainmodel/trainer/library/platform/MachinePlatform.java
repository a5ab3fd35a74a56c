package io.jenkins.trainmodel.trainer.library.platform;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operating system and processor that native libraries are built for.
 *
 * @param architecture {@code x86_64} or {@code aarch64}
 */
public record MachinePlatform(OperatingSystem system, String architecture) {
    /** What DJL publishes libtorch for. */
    private static final Set<String> PUBLISHED = Set.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "aarch64", "arm64", "aarch64");

    /** Named as DJL's classifiers name them. */
    public enum OperatingSystem {
        LINUX("linux", "lib", ".so"),
        MAC("osx", "lib", ".dylib"),
        WINDOWS("win", "", ".dll");

        private final String word;
        private final String prefix;
        private final String suffix;

        OperatingSystem(String word, String prefix, String suffix) {
            this.word = word;
            this.prefix = prefix;
            this.suffix = suffix;
        }

        private static Optional<OperatingSystem> of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("win")) {
                return Optional.of(WINDOWS);
            }
            if (lower.startsWith("mac")) {
                return Optional.of(MAC);
            }
            return lower.startsWith("linux") ? Optional.of(LINUX) : Optional.empty();
        }
    }

    /** The platform of this process. */
    public static MachinePlatform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * The platform by the names that Java gives.
     *
     * @throws LibraryException where DJL publishes no libtorch for it
     */
    public static MachinePlatform of(String osName, String osArch) {
        String architecture = ARCHITECTURES.getOrDefault(osArch.toLowerCase(Locale.ROOT), osArch);
        return OperatingSystem.of(osName)
                .map(system -> new MachinePlatform(system, architecture))
                .filter(platform -> PUBLISHED.contains(platform.classifier()))
                .orElseThrow(() -> new LibraryException("There are no native libraries for %s on %s. They exist for %s."
                        .formatted(
                                osName,
                                osArch,
                                String.join(", ", PUBLISHED.stream().sorted().toList()))));
    }

    /** The Maven classifier, such as {@code linux-x86_64}. */
    public String classifier() {
        return system.word + "-" + architecture;
    }

    /** The file name of a library, such as {@code libtorch.so} for {@code torch}. */
    public String libraryFile(String name) {
        return system.prefix + name + system.suffix;
    }

    public boolean isLinux() {
        return system == OperatingSystem.LINUX;
    }

    public boolean isWindows() {
        return system == OperatingSystem.WINDOWS;
    }
}
