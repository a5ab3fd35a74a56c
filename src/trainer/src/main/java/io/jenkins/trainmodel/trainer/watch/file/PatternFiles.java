package io.jenkins.trainmodel.trainer.watch.file;

import io.jenkins.trainmodel.spec.schema.PathPattern;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/**
 * The plain files that patterns match; a folder stands for all files below it. Links are not followed, and what a run has
 * written itself is none of them.
 *
 * @param directory that patterns are relative to; absolute
 * @param excluded below which nothing is looked for; absolute
 */
public record PatternFiles(Path directory, Path excluded) {
    private static final int MOST = 100_000;

    /** The files that are there now, absolute and sorted; of more than 100,000 the first ones that are met. */
    public Set<Path> matching(String pattern) throws IOException {
        PathPattern parts = PathPattern.of(place(pattern));
        if (!parts.isPattern()) {
            return below(parts.beginning(), file -> true);
        }
        PathMatcher matcher = parts.matcher();
        return below(
                parts.beginning(), file -> matcher.matches(parts.beginning().relativize(file)));
    }

    /** Where a pattern looks, absolute; a file where it names one. */
    public Path place(String pattern) {
        return directory.resolve(pattern.replace('\\', '/')).normalize();
    }

    private Set<Path> below(Path beginning, PathMatcher matcher) throws IOException {
        Set<Path> found = new TreeSet<>();
        if (Files.exists(beginning)) {
            Files.walkFileTree(beginning, new Visitor(matcher, found));
        }
        return found;
    }

    /** Passes over what it may not read. */
    private final class Visitor extends SimpleFileVisitor<Path> {
        private final PathMatcher matcher;
        private final Set<Path> found;

        Visitor(PathMatcher matcher, Set<Path> found) {
            this.matcher = matcher;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(excluded) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && matcher.matches(file)) {
                found.add(file);
            }
            return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException goneMeanwhile) {
            return FileVisitResult.CONTINUE;
        }
    }
}
