package io.jenkins.trainmodel.trainer.nvidia.claim;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A GPU that this process alone uses, as far as others ask. The system gives it back when the process ends. */
final class GpuLock implements AutoCloseable {
    /**
     * Held by this process. A second channel on a file, when it is closed, would give its lock back on Linux. Lifetime: the
     * process, as the locks.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private GpuLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * The lock; empty where it is held.
     *
     * @throws IOException where the file cannot be locked by this user
     */
    static Optional<GpuLock> tryLock(Path lock) throws IOException {
        Path file = lock.toAbsolutePath();
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<GpuLock> taken = Optional.empty();
        try {
            taken = open(file);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(file);
            }
        }
    }

    private static Optional<GpuLock> open(Path file) throws IOException {
        Object before = identity(file);
        // Without CREATE: Linux refuses that for a file of another user in a sticky directory.
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock();
        if (lock == null || !before.equals(identity(file))) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new GpuLock(file, channel));
    }

    /** A file that was taken away and made anew is another one; on Windows it cannot be while it is open. */
    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? file : key;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException given) {
            // the end of the process gives it back
        } finally {
            HELD.remove(file);
        }
    }
}
