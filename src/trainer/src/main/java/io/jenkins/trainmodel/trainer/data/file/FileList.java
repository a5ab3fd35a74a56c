package io.jenkins.trainmodel.trainer.data.file;

import io.jenkins.trainmodel.spec.schema.PathPattern;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a specification names, in the order of their paths. */
public final class FileList {
    private FileList() {}

    /**
     * What a specification's path names: a file, all files below a folder, or all that match a pattern such as
     * {@code corpus/**.txt}. Names that begin with a dot are left out.
     *
     * @throws DataException if there is none
     */
    public static List<Path> of(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        boolean folder = Files.isDirectory(place);
        PathPattern pattern = PathPattern.of(place);
        if (!folder && !pattern.isPattern()) {
            throw new DataException(place + ": does not exist; check the path");
        }
        List<Path> files = folder ? below(place, file -> true, Integer.MAX_VALUE) : matching(pattern);
        if (files.isEmpty()) {
            throw new DataException(place + ": " + (folder ? "holds no file" : "no file matches") + "; check the path");
        }
        return files;
    }

    private static List<Path> matching(PathPattern pattern) {
        PathMatcher matcher = matcher(pattern);
        Path beginning = pattern.beginning();
        return below(beginning, file -> matcher.matches(beginning.relativize(file)), pattern.depth());
    }

    private static PathMatcher matcher(PathPattern pattern) {
        try {
            return pattern.matcher();
        } catch (PatternSyntaxException unreadable) {
            throw new DataException(pattern.beginning().resolve(pattern.rest()) + ": is no pattern of file names: "
                    + unreadable.getDescription());
        }
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
