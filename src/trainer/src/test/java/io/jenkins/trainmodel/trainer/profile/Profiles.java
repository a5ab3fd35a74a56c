package io.jenkins.trainmodel.trainer.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Profiles for tests. */
public final class Profiles {
    private static final Instant THEN = Instant.parse("2026-11-29T12:00:00Z");

    private Profiles() {}

    /** Of a machine without a GPU, with round numbers: memory 10 GB/s, float32 100 GFLOP/s, bfloat16 a tenth of it, 1 µs a launch. */
    public static MachineProfile cpu(String host, DiskProfile... disks) {
        return new MachineProfile(
                MachineProfile.SCHEMA_VERSION,
                host,
                "cpu",
                "PyTorch 2.7.1 (DJL 0.36.0)",
                2,
                THEN,
                1e10,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new MachineProfile.MatrixRates(1e11, Optional.empty(), Optional.of(1e10)),
                1e-6,
                List.of(disks));
    }

    /** Of a disk that reads 1 GB/s. */
    public static DiskProfile disk(String fileSystem) {
        return new DiskProfile(fileSystem, "/data", THEN, 1e9, 5e8, 1e4, false);
    }
}
