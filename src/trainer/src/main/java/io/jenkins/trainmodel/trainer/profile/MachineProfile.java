package io.jenkins.trainmodel.trainer.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a machine can do at the most on one of its devices, as it was measured there. Rates are per second and above zero; bytes that are
 * copied count twice, as they are read and written.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param host the machine's name
 * @param device where matrices were multiplied: cpu, or a GPU with its number and name
 * @param engine the engine with its version
 * @param threads of the engine on the CPU
 * @param measuredAt when, in UTC, ISO 8601
 * @param memory bytes that the host's memory reads and writes
 * @param deviceMemory the same of the GPU's memory; empty on the CPU
 * @param toDevice bytes from the host's memory into the GPU's; empty on the CPU
 * @param fromDevice the way back
 * @param matrix floating point operations of a product of matrices
 * @param launchSeconds what the smallest operation takes, from its call to the next
 * @param disks the file systems that were measured, the newest first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MachineProfile(
        @JsonProperty("v") int version,
        String host,
        String device,
        String engine,
        int threads,
        Instant measuredAt,
        double memory,
        Optional<Double> deviceMemory,
        Optional<Double> toDevice,
        Optional<Double> fromDevice,
        MatrixRates matrix,
        double launchSeconds,
        List<DiskProfile> disks) {
    public static final int SCHEMA_VERSION = 1;

    /** File systems of a profile at most; the oldest one goes. */
    static final int MOST_DISKS = 8;

    /**
     * Products of matrices, in floating point operations a second.
     *
     * @param tf32 with factors cut to 10 bits, on a GPU that can do so
     * @param bfloat16 empty where the device cannot
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record MatrixRates(double float32, Optional<Double> tf32, Optional<Double> bfloat16) {}

    /** Whether every number is one that can have been measured. */
    @JsonIgnore
    boolean isPlausible() {
        return version == SCHEMA_VERSION
                && matrix != null
                && measuredAt != null
                && DoubleStream.concat(
                                DoubleStream.of(memory, launchSeconds, matrix.float32()),
                                Stream.of(deviceMemory, toDevice, fromDevice, matrix.tf32(), matrix.bfloat16())
                                        .flatMap(Optional::stream)
                                        .mapToDouble(Double::doubleValue))
                        .allMatch(rate -> Double.isFinite(rate) && rate > 0)
                && disks.stream().allMatch(DiskProfile::isPlausible);
    }

    /** The memory that the device computes on. */
    @JsonIgnore
    public double memoryOfDevice() {
        return deviceMemory.orElse(memory);
    }

    /** What was measured of the file system that holds a directory. */
    public Optional<DiskProfile> disk(Path directory) {
        Optional<String> wanted = DiskProfile.fileSystemOf(directory);
        return disks.stream()
                .filter(disk -> wanted.filter(disk.fileSystem()::equals).isPresent())
                .findFirst();
    }

    /** Floating point operations a second in a precision; empty where the device has no such arithmetic. */
    Optional<Double> peak(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> Optional.of(matrix.float32());
            case BFLOAT16 -> matrix.bfloat16();
            case TF32 -> matrix.tf32().or(() -> Optional.of(matrix.float32()));
        };
    }

    /** Bytes a second that the file system of a place gives in order at the most. */
    public Optional<Double> readRate(Path place) {
        return disk(place).map(DiskProfile::read);
    }

    /** The same with what was measured of a file system, which replaces what was known of it. */
    MachineProfile with(DiskProfile disk) {
        List<DiskProfile> all = new ArrayList<>(List.of(disk));
        disks.stream()
                .filter(known -> !known.fileSystem().equals(disk.fileSystem()))
                .limit(MOST_DISKS - 1)
                .forEach(all::add);
        return new MachineProfile(
                version,
                host,
                device,
                engine,
                threads,
                measuredAt,
                memory,
                deviceMemory,
                toDevice,
                fromDevice,
                matrix,
                launchSeconds,
                List.copyOf(all));
    }
}
