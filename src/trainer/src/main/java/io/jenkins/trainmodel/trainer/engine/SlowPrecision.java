package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Tells that a precision which is to save time costs time here. */
public final class SlowPrecision {
    /** What Linux tells of processors. */
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** Without these oneDNN, which multiplies matrices for libtorch, has nothing but plain loops for bfloat16. */
    private static final String VECTORS_FOR_BFLOAT16 = "avx512bw";

    private SlowPrecision() {}

    /** One sentence, where it is so. */
    public static Optional<String> warning(TrainingSpec spec, LoadedEngine engine) {
        if (spec.training().precision() != Precision.BFLOAT16 || engine.device().isGpu()) {
            return Optional.empty();
        }
        try {
            return ofBfloat16(Files.readString(PROCESSORS));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Of a processor of the x86 family, whose flags are told. */
    static Optional<String> ofBfloat16(String processors) {
        return processors
                .lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .filter(line -> !Set.copyOf(Arrays.asList(line.split("\\s+"))).contains(VECTORS_FOR_BFLOAT16))
                .map(line ->
                        "training.precision: this processor has no instructions for bfloat16, so that a step takes many times"
                                + " as long as with float32; use float32, or a GPU");
    }
}
