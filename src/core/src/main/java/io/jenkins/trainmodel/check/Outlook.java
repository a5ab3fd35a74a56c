package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.event.BottleneckFound;
import java.util.Objects;
import java.util.Optional;

/**
 * What is expected to hold a run up.
 *
 * @param bottleneck of an epoch, as steps were measured or as the disk allows
 * @param data what of the data does not stay in the process's memory; empty where all of it does
 */
public record Outlook(BottleneckFound bottleneck, Optional<DataFromDisk> data) {
    public Outlook {
        Objects.requireNonNull(bottleneck, "bottleneck");
    }

    /**
     * Data that is read again in every epoch, by the operating system or by the process, from memory where it finds it there.
     *
     * @param bytes of an epoch
     * @param room bytes of memory in which the operating system may keep what it has read
     * @param bytesPerSecond what the disk gives in order at the most; empty where it was not measured
     */
    public record DataFromDisk(long bytes, long room, Optional<Double> bytesPerSecond) {
        /** Whether the disk is read in the first epoch alone. */
        public boolean fits() {
            return bytes <= room;
        }

        /** What an epoch takes at the least that reads all of it from the disk. */
        public Optional<Double> seconds() {
            return bytesPerSecond.filter(rate -> rate > 0).map(rate -> bytes / rate);
        }
    }

    /** Whether the machine was measured. */
    public boolean isProfiled() {
        return bottleneck.profiledAt().isPresent();
    }
}
