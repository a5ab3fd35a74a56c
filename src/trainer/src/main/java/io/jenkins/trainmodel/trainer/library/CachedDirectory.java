package io.jenkins.trainmodel.trainer.library;

import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * A directory of files that is either complete or not there. It is filled under another name and renamed into place, one
 * process at a time; a list of its files with their sizes tells whether it was damaged later.
 */
public final class CachedDirectory {
    /** A file lock holds between processes only; threads of this one queue here. */
    private static final Object ONE_THREAD = new Object();

    private final Path directory;

    public CachedDirectory(Path directory) {
        this.directory = directory;
    }

    /** Writes the files. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path emptyDirectory) throws IOException;
    }

    /** Whether the directory is there with all its files in their sizes. */
    public boolean isComplete() {
        return FileList.matches(directory);
    }

    /**
     * The complete directory, filled first where it is missing or damaged.
     *
     * @throws LibraryException where it cannot be written: which directory, and what to do
     */
    public Path get(Filler filler) {
        if (isComplete()) {
            return directory;
        }
        try {
            Files.createDirectories(directory.getParent());
            synchronized (ONE_THREAD) {
                fillAlone(filler);
            }
            return directory;
        } catch (IOException e) {
            throw new LibraryException(
                    "Libraries cannot be kept in %s: %s. Make room there or name another directory in the environment variable %s."
                            .formatted(directory.getParent(), e, CacheLocation.VARIABLE),
                    e);
        }
    }

    private void fillAlone(Filler filler) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !isComplete()) {
                replace(filler);
            }
        }
    }

    private void replace(Filler filler) throws IOException {
        // Whoever holds the lock owns these names; what stands there was left by a process that died.
        Path partial = sibling(".partial");
        delete(partial);
        Files.createDirectory(partial);
        filler.fill(partial);
        FileList.write(partial);
        delete(directory);
        Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path sibling(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The names and sizes of a directory's files, one a line, in a file beside them. */
    private static final class FileList {
        private static final String NAME = "files.txt";

        static void write(Path directory) throws IOException {
            try (Stream<Path> files = Files.list(directory);
                    FileChannel channel = FileChannel.open(
                            directory.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                String lines = String.join(
                        "\n",
                        files.filter(FileList::counts)
                                .map(FileList::line)
                                .sorted()
                                .toList());
                channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        }

        static boolean matches(Path directory) {
            try {
                return Files.readAllLines(directory.resolve(NAME)).stream().allMatch(line -> isThere(directory, line));
            } catch (IOException e) {
                return false;
            }
        }

        private static boolean counts(Path file) {
            return !file.endsWith(NAME);
        }

        private static String line(Path file) {
            try {
                return Files.size(file) + " " + file.getFileName();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isThere(Path directory, String line) {
            Path file = directory.resolve(line.substring(line.indexOf(' ') + 1));
            return Files.isRegularFile(file) && line(file).equals(line);
        }
    }
}
