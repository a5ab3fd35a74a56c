package io.jenkins.trainmodel.trainer.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What a file system can do at the most.
 *
 * @param fileSystem as the operating system names it
 * @param directory where on it was measured
 * @param measuredAt when, in UTC, ISO 8601
 * @param read bytes a second, from the beginning of a file to its end
 * @param write the same for writing, until they are on the disk
 * @param randomReads reads of 4 KiB a second, anywhere in a file, by {@value DiskTrial#READERS} readers at once
 * @param cached whether it was read through the operating system's cache, since the file system knows no way around it: the numbers are
 *     those of memory then
 */
public record DiskProfile(
        String fileSystem,
        String directory,
        Instant measuredAt,
        double read,
        double write,
        double randomReads,
        boolean cached) {

    @JsonIgnore
    boolean isPlausible() {
        return measuredAt != null
                && DoubleStream.of(read, write, randomReads).allMatch(rate -> Double.isFinite(rate) && rate > 0);
    }

    /** The name of the file system that holds a directory; empty where it cannot be told. */
    static Optional<String> fileSystemOf(Path directory) {
        try {
            return Optional.of(Files.getFileStore(directory).toString());
        } catch (IOException | SecurityException unknown) {
            return Optional.empty();
        }
    }
}
