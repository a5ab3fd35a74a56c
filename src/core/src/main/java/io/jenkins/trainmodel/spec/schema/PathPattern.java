package io.jenkins.trainmodel.spec.schema;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A path that may hold a pattern of file names, such as {@code corpus/*.txt}. A name that exists as a folder is that folder,
 * whatever characters it has: a specification may lie in {@code runs/{old}}.
 *
 * @param beginning the folder above the first name that is a pattern; the whole path where none is
 * @param rest what files below it match, relative to it; empty where no name is a pattern
 */
public record PathPattern(Path beginning, Path rest) {
    private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

    /** Of an absolute path; else of one below the working directory. */
    public static PathPattern of(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getRoot();
        for (Path name : absolute) {
            if (PATTERN.matcher(name.toString()).find() && !Files.isDirectory(folder.resolve(name))) {
                return new PathPattern(folder, folder.relativize(absolute));
            }
            folder = folder.resolve(name);
        }
        return new PathPattern(absolute, absolute.getFileSystem().getPath(""));
    }

    /** Whether any name is a pattern. */
    public boolean isPattern() {
        return !rest.toString().isEmpty();
    }

    /**
     * Tells which files match, by their paths relative to the beginning.
     *
     * @throws PatternSyntaxException if it is no pattern of file names
     */
    public PathMatcher matcher() {
        String glob = rest.toString();
        // where a backslash parts names, it would stand for the character behind it
        return rest.getFileSystem()
                .getPathMatcher("glob:" + (File.separatorChar == '\\' ? glob.replace('\\', '/') : glob));
    }

    /** How many folders below the beginning files can lie that match: a beginning at a root has many more. */
    public int depth() {
        return rest.toString().contains("**") ? Integer.MAX_VALUE : rest.getNameCount();
    }
}
