package io.jenkins.trainmodel.trainer.data.query;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A folder of one query alone, for what does not fit into the database's memory: a database may read and write all that lies in it. It goes
 * when it is closed; what a process that was killed has left goes with the next query, which sees that nobody holds its lock.
 */
final class ScratchFolder implements Closeable {
    private static final String NAME = "query-";
    private static final String LOCK = ".lock";

    /** Closing a file gives back all locks that this process has on it, so that it must not open those of its own. */
    private static final String OF_THIS_PROCESS = NAME + UUID.randomUUID() + "-";

    private final Path folder;
    private final Path lock;
    private final FileChannel owner;

    private ScratchFolder(Path parent) throws IOException {
        String name = OF_THIS_PROCESS + UUID.randomUUID();
        folder = parent.resolve(name);
        lock = parent.resolve(name + LOCK);
        owner = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            owner.lock();
            Files.createDirectory(folder);
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /**
     * A new one, empty.
     *
     * @param parent is made where it is not there
     */
    static ScratchFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            sweep(parent);
            return new ScratchFolder(parent);
        } catch (IOException failure) {
            throw new DataException(parent + " cannot be written", failure);
        }
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, NAME + "*" + LOCK)) {
            for (Path lock : locks) {
                if (!lock.getFileName().toString().startsWith(OF_THIS_PROCESS)) {
                    removeUnowned(lock);
                }
            }
        }
    }

    private static void removeUnowned(Path lock) {
        String name = lock.getFileName().toString();
        Path left = lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held != null) {
                delete(left);
                Files.deleteIfExists(lock);
            }
        } catch (IOException | OverlappingFileLockException notNow) {
            // The next query tries again.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            DurableFiles.deleteDirectory(folder);
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        try (owner) {
            delete(folder);
            Files.deleteIfExists(lock);
        } catch (IOException notNow) {
            // The next process that asks a query tries again.
        }
    }
}
