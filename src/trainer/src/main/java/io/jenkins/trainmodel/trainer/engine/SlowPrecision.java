package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.TrainingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells that a precision which is to save time costs time here, or changes nothing. */
public final class SlowPrecision {
    /** What Linux tells of processors. */
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** Without these oneDNN, which multiplies matrices for libtorch, has nothing but plain loops for bfloat16. */
    private static final String VECTORS_FOR_BFLOAT16 = "avx512bw";

    private static final Pattern CAPABILITY = Pattern.compile("\\d{1,2}\\.\\d");
    private static final double AMPERE = 8;

    private SlowPrecision() {}

    /** One sentence, where it is so. */
    public static Optional<String> warning(TrainingSpec spec, LoadedEngine engine) {
        boolean gpu = engine.device().isGpu();
        return switch (spec.training().precision()) {
            case FLOAT32 -> Optional.empty();
            case BFLOAT16 -> gpu ? Optional.empty() : ofProcessor();
            case TF32 ->
                gpu
                        ? ofTf32(
                                engine.claim()
                                        .map(taken -> taken.gpu().capability())
                                        .orElse(""),
                                engine.description().getOrDefault(GpuArithmetic.LABEL, ""))
                        : Optional.of(
                                "training.precision: tf32 is for GPUs; this run computes on the CPU, where it is the same as float32");
        };
    }

    private static Optional<String> ofProcessor() {
        try {
            return ofBfloat16(Files.readString(PROCESSORS));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Of a GPU.
     *
     * @param capability CUDA's, such as 8.6; empty where it is not known
     * @param arithmetic how it computes
     */
    static Optional<String> ofTf32(String capability, String arithmetic) {
        if (CAPABILITY.matcher(capability).matches() && Double.parseDouble(capability) < AMPERE) {
            return Optional.of(
                    "training.precision: tf32 is for GPUs from Ampere on (compute capability 8.0); this one has %s, where it is the same as float32"
                            .formatted(capability));
        }
        return arithmetic.equals(GpuArithmetic.REPRODUCIBLE)
                ? Optional.of(
                        "training.precision: NVIDIA_TF32_OVERRIDE=0 in the environment switches TF32 off, so tf32 is the same as float32")
                : Optional.empty();
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
