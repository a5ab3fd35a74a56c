package io.jenkins.trainmodel.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes files and directories so that a crash or a full disk leaves either the old or the new, never a part: to a
 * temporary name beside the target, forced to the disk, renamed, and the rename forced as well.
 *
 * <p>Temporary names begin with a dot and end in {@code .tmp} or, for a directory that is being replaced, {@code .old};
 * {@link #recover} clears away what a crash has left of them.
 */
public final class DurableFiles {
    private static final String TEMPORARY = ".tmp";
    private static final String REPLACED = ".old";
    private static final int UNIQUE_LENGTH = 36;

    private DurableFiles() {}

    /** Writes a file's content. */
    @FunctionalInterface
    public interface FileContent {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Fills an empty directory. */
    @FunctionalInterface
    public interface DirectoryContent {
        void fill(Path directory) throws IOException;
    }

    /** Writes the file, or replaces it. */
    public static void write(Path target, byte[] content) throws IOException {
        write(target, out -> out.write(content));
    }

    /** Writes the file, or replaces it. The stream is not buffered. */
    public static void write(Path target, FileContent content) throws IOException {
        Path temporary = beside(target, TEMPORARY);
        try {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                content.writeTo(out);
                out.getFD().sync();
            }
            rename(temporary, target);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /**
     * Writes the directory with all that {@code content} puts into it, or replaces it. While it is replaced there is a
     * moment without a directory of that name; {@link #recover} mends that after a crash.
     */
    public static void writeDirectory(Path target, DirectoryContent content) throws IOException {
        Path temporary = beside(target, TEMPORARY);
        Files.createDirectory(temporary);
        try {
            content.fill(temporary);
            forceTree(temporary);
            replace(target, temporary);
        } catch (IOException | RuntimeException | Error e) {
            deleteTree(temporary);
            throw e;
        }
    }

    private static void replace(Path target, Path temporary) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            rename(temporary, target);
            return;
        }
        Path old = beside(target, REPLACED);
        rename(target, old);
        try {
            rename(temporary, target);
        } catch (IOException e) {
            rename(old, target);
            throw e;
        }
        deleteTree(old);
    }

    /** Deletes the directory with all that is in it; a crash leaves no part of it under its name. */
    public static void deleteDirectory(Path directory) throws IOException {
        Path temporary = beside(directory, TEMPORARY);
        rename(directory, temporary);
        deleteTree(temporary);
    }

    /**
     * Clears away what a crash has left in this directory: temporary files are deleted, and a directory that was about to be
     * replaced gets its name back.
     */
    public static void recover(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.filter(DurableFiles::isTemporary).toList()) {
                recoverOne(child);
            }
        }
    }

    private static void recoverOne(Path temporary) throws IOException {
        String name = temporary.getFileName().toString();
        int ending = name.endsWith(REPLACED) ? REPLACED.length() : TEMPORARY.length();
        Path target = temporary.resolveSibling(name.substring(1, name.length() - ending - UNIQUE_LENGTH - 1));
        if (name.endsWith(REPLACED) && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            rename(temporary, target);
        } else {
            deleteTree(temporary);
        }
    }

    /** Whether the name is one that this class gives to what is not complete. */
    public static boolean isTemporary(Path path) {
        return path.getFileName().toString().matches("\\..+\\.[0-9a-f-]{36}\\.(tmp|old)");
    }

    /** Deletes the file or the directory with all that is in it, where it exists; links are removed, never followed. */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path beside(Path target, String ending) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (absolute.getParent() == null || !Files.isDirectory(absolute.getParent())) {
            throw new NoSuchFileException(target.toString(), null, "its directory does not exist");
        }
        return absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ending);
    }

    /** Moves a file or directory within a file system, durably. */
    static void move(Path from, Path to) throws IOException {
        rename(from, to);
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(to.toAbsolutePath().getParent());
    }

    private static void forceTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    forceDirectory(path);
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    force(path, StandardOpenOption.WRITE);
                }
            }
        }
    }

    /** A directory can be forced on POSIX only; Windows journals renames by itself and refuses to open directories. */
    private static void forceDirectory(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            force(directory, StandardOpenOption.READ);
        }
    }

    /** Forces the file even when the thread is interrupted, since a stop must not cost the checkpoint it asked for. */
    private static void force(Path path, OpenOption option) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!forced(path, option)) {
                interrupted = Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path path, OpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
