package io.jenkins.trainmodel.trainer.profile;

import com.sun.nio.file.ExtendedOpenOption;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a file, reads it from its beginning to its end and then anywhere, past the operating system's cache where the file system allows
 * that. The file has no name any more as soon as it is open (on Windows: as soon as the process ends), so nothing of it is left, whatever
 * happens.
 */
final class DiskTrial {
    static final int READERS = 4;

    private static final long LARGEST = 256L << 20;
    private static final long SMALLEST = 16L << 20;
    /** Of what is free, so that whoever else writes there does not run into a full disk. */
    private static final int SHARE_OF_FREE = 8;

    private static final int BLOCK = 1 << 20;
    private static final int PIECE = 4096;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Path directory;
    private final long bytes;
    private final int alignment;

    private DiskTrial(Path directory, long bytes, int alignment) {
        this.directory = directory;
        this.bytes = bytes;
        this.alignment = alignment;
    }

    /** Refuses a directory in which nothing can be measured, before anything that takes time. */
    static DiskTrial in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new WrongInputException("--directory: " + directory + " is no directory");
        }
        if (!Files.isWritable(directory)) {
            throw new WrongInputException("--directory: " + directory
                    + " cannot be written by this user; name a directory on the same file system that can");
        }
        long free = Files.getFileStore(directory).getUsableSpace();
        long bytes = Math.min(LARGEST, free / SHARE_OF_FREE) / BLOCK * BLOCK;
        if (bytes < SMALLEST) {
            throw new WrongInputException(
                    "--directory: the disk of %s has too little room to be measured: %d MiB are free, and %d are needed"
                            .formatted(directory, free >> 20, SMALLEST * SHARE_OF_FREE >> 20));
        }
        long block = Files.getFileStore(directory).getBlockSize();
        return new DiskTrial(directory, bytes, (int) Math.max(PIECE, Math.min(BLOCK, block)));
    }

    /** What the file system can do. */
    DiskProfile measure() throws IOException {
        try {
            return measure(Set.of(ExtendedOpenOption.DIRECT), false);
        } catch (UnsupportedOperationException | IOException | IllegalArgumentException noWayAround) {
            return measure(Set.of(), true);
        }
    }

    private DiskProfile measure(Set<OpenOption> past, boolean cached) throws IOException {
        Set<OpenOption> options = new HashSet<>(past);
        options.addAll(Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
        Path file = directory.resolve(".train-model-profile." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel = FileChannel.open(file, options)) {
            double write = write(channel);
            double read = read(channel);
            return new DiskProfile(
                    DiskProfile.fileSystemOf(directory).orElse(directory.toString()),
                    directory.toAbsolutePath().normalize().toString(),
                    Instant.now(),
                    read,
                    write,
                    new RandomReads(channel, READERS, alignment).perSecond(LONGEST),
                    cached);
        }
    }

    /** Bytes a second, until all of them are on the disk. What is written is random, since some disks make others short. */
    private double write(FileChannel channel) throws IOException {
        ByteBuffer block = aligned(BLOCK, alignment);
        byte[] random = new byte[BLOCK];
        new Random(1).nextBytes(random);
        block.put(random).flip();
        long begin = System.nanoTime();
        long end = begin + LONGEST.toNanos();
        while (channel.position() < bytes && (channel.position() == 0 || System.nanoTime() < end)) {
            block.rewind();
            while (block.hasRemaining()) {
                channel.write(block);
            }
        }
        channel.force(true);
        return channel.position() / secondsSince(begin);
    }

    private double read(FileChannel channel) throws IOException {
        ByteBuffer block = aligned(BLOCK, alignment);
        long begin = System.nanoTime();
        long end = begin + LONGEST.toNanos();
        long done = 0;
        while (done < channel.size() && (done == 0 || System.nanoTime() < end)) {
            block.clear();
            done += channel.read(block, done);
        }
        return done / secondsSince(begin);
    }

    static double secondsSince(long begin) {
        return Math.max(1, System.nanoTime() - begin) / 1e9;
    }

    /** A buffer as those who go around the cache must have it. */
    static ByteBuffer aligned(int bytes, int alignment) {
        return ByteBuffer.allocateDirect(bytes + alignment)
                .alignedSlice(alignment)
                .limit(bytes)
                .slice();
    }
}
