package io.jenkins.plugins.trainmodel.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plugin's own sources and resources. */
final class SourceTree {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path RESOURCES = Path.of("src/main/resources");

    private SourceTree() {}

    /** Every message bundle in English, as {@code …/Messages.properties}. */
    static List<Path> messages() {
        return files(RESOURCES, name -> name.equals("Messages.properties"));
    }

    /** The patterns of sentences that are recorded in English. */
    static List<Path> recorded() {
        return files(RESOURCES, name -> name.equals("Recorded.properties"));
    }

    static List<Path> views() {
        return files(RESOURCES, name -> name.endsWith(".jelly"));
    }

    static List<Path> help() {
        return files(RESOURCES, name -> name.matches("help(-\\w+?)?(?<!_zh_CN)\\.html"));
    }

    static List<Path> scripts() {
        return files(RESOURCES, name -> name.endsWith(".js"));
    }

    static List<Path> classes() {
        return files(SOURCES, name -> name.endsWith(".java"));
    }

    /** Every file of words, whatever its language. */
    static List<Path> bundles() {
        return files(RESOURCES, name -> name.endsWith(".properties"));
    }

    /** The sources of the package whose resources stand in a directory, in one text. */
    static String sourcesBeside(Path messages) {
        Path room = SOURCES.resolve(RESOURCES.relativize(messages).getParent());
        return files(room, name -> name.endsWith(".java")).stream()
                .map(SourceTree::read)
                .collect(Collectors.joining());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> files(Path root, Predicate<String> name) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> name.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(root.toString(), e);
        }
    }
}
