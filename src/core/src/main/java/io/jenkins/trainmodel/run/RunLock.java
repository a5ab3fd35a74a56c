package io.jenkins.trainmodel.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to train in a run directory, held by one process at a time. The operating system takes it back when the
 * process ends, however it ends.
 */
public final class RunLock implements Closeable {
    /** Locks are mandatory on Windows; a byte far behind the text leaves the text readable for those who must wait. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MAXIMUM_HOLDER_BYTES = 200;
    private static final long RETRY_NANOSECONDS = Duration.ofMillis(100).toNanos();

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, and waits so long for a holder that is about to end.
     *
     * @throws RunLockedException as {@link #acquire(RunDirectory)}, after that time
     */
    static RunLock acquire(RunDirectory run, Duration patience) throws IOException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return acquire(run);
            } catch (RunLockedException held) {
                if (System.nanoTime() >= giveUp || Thread.currentThread().isInterrupted()) {
                    throw held;
                }
                LockSupport.parkNanos(RETRY_NANOSECONDS);
            }
        }
    }

    /**
     * Takes the lock or fails at once; creates the run directory where it is missing.
     *
     * @throws RunLockedException if another process, or another part of this one, holds it; the message says who
     */
    public static RunLock acquire(RunDirectory run) throws IOException {
        Files.createDirectories(run.root());
        FileChannel channel = FileChannel.open(
                run.lock(),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        try {
            if (tryLock(channel).isEmpty()) {
                throw refusal(run, holder(channel));
            }
            sign(channel);
            return new RunLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static RunLockedException refusal(RunDirectory run, String holder) {
        return new RunLockedException(String.format(
                Locale.ROOT,
                "Another process trains in %s (%s). Wait until it ends, stop it, or "
                        + "give this run a directory of its own by another name or out (--out on the command line).",
                run.root(),
                holder));
    }

    /** Whether a process trains there, or prepares to. Leaves the lock and its text as they are. */
    public static boolean isHeld(RunDirectory run) throws IOException {
        if (!Files.isRegularFile(run.lock(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(run.lock(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return tryLock(channel).isEmpty();
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        String holder = String.format(
                Locale.ROOT,
                "process %d since %s",
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAXIMUM_HOLDER_BYTES);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return holder.isBlank() ? "unknown process" : holder.replaceAll("\\p{Cntrl}", "?");
    }

    /** Gives the lock back. The file stays, since deleting it could take the lock from someone who has just got it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
