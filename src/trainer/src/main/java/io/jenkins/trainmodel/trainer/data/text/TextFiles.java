package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files of a text, in the order of their paths. */
final class TextFiles {
    private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

    private TextFiles() {}

    /**
     * What a specification's path names: a file, all files below a folder, or all that match a pattern such as
     * {@code corpus/**.txt}. Names that begin with a dot are left out.
     *
     * @throws DataException if there is none
     */
    static List<Path> of(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        boolean folder = Files.isDirectory(place);
        if (!folder && !PATTERN.matcher(place.toString()).find()) {
            throw new DataException(place + ": does not exist; check the path");
        }
        List<Path> files = folder ? below(place, file -> true, Integer.MAX_VALUE) : matching(place);
        if (files.isEmpty()) {
            throw new DataException(place + ": " + (folder ? "holds no file" : "no file matches") + "; check the path");
        }
        return files;
    }

    /** No deeper than the pattern goes: it may begin at a root. */
    private static List<Path> matching(Path pattern) {
        Path beginning = beginningOf(pattern);
        int depth = pattern.toString().contains("**")
                ? Integer.MAX_VALUE
                : pattern.getNameCount() - beginning.getNameCount();
        return below(beginning, matcher(pattern)::matches, depth);
    }

    private static PathMatcher matcher(Path pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException unreadable) {
            throw new DataException(pattern + ": is no pattern of file names: " + unreadable.getDescription());
        }
    }

    /** The folder above the first name that is a pattern. */
    private static Path beginningOf(Path pattern) {
        Path folder = pattern.getRoot();
        for (Path name : pattern) {
            if (PATTERN.matcher(name.toString()).find()) {
                break;
            }
            folder = folder.resolve(name);
        }
        return folder;
    }

    private static List<Path> below(Path folder, Predicate<Path> wanted, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(wanted)
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            throw new DataException(folder + ": cannot be listed", unreadable);
        }
    }

    private static boolean isHidden(Path inside) {
        for (Path name : inside) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
