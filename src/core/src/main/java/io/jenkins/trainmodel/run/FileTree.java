package io.jenkins.trainmodel.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies below a directory, links not followed.
 *
 * @param files plain files by their path relative to the directory, with slashes on every system
 * @param others links and special files
 */
record FileTree(SortedMap<String, Path> files, SortedSet<String> others) {

    static FileTree of(Path directory) throws IOException {
        FileTree tree = new FileTree(new TreeMap<>(), new TreeSet<>());
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                tree.add(pathWithSlashes(directory.relativize(file)), file, attributes);
                return FileVisitResult.CONTINUE;
            }
        });
        return tree;
    }

    private static String pathWithSlashes(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }

    private void add(String path, Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            files.put(path, file);
        } else {
            others.add(path);
        }
    }
}
