package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What GPUs can compute at the most, by NVIDIA's data sheets: float32 outside of tensor cores (without TF32, see {@link
 * GpuArithmetic}), bfloat16 of tensor cores that sum in float32, and TF32, which has half of that; all without sparsity. Where
 * a sheet has the number with sparsity alone, half of it. Volta and Turing have neither bfloat16 nor TF32, which is float32 there.
 *
 * <p>Names are those of the driver, in full: a part of a GPU, or one whose speed is another, must not be taken for it.
 */
final class GpuPeaks {
    private static final double TERA = 1e12;

    private static final List<Peak> PEAKS = List.of(
            // Tesla V100 Performance Guide and data sheets of V100 and V100S
            float32("Tesla V100-SXM2-\\d+GB", 15.7),
            float32("Tesla V100-PCIE-\\d+GB", 14),
            float32("Tesla V100S-PCIE-\\d+GB", 16.4),
            // Data sheet of T4
            float32("(Tesla|NVIDIA) T4", 8.1),
            // Data sheets of A10, A100 (PCIe and SXM are equal), A40
            new Peak("NVIDIA A10", 31.2, 125),
            new Peak("(NVIDIA )?A100-(SXM4|PCIE)-\\d+GB|NVIDIA A100 80GB PCIe", 19.5, 312),
            new Peak("NVIDIA A40", 37.4, 149.7),
            // Data sheets of L4, L40, L40S
            new Peak("NVIDIA L4", 30.3, 121),
            new Peak("NVIDIA L40", 90.5, 181),
            new Peak("NVIDIA L40S", 91.6, 362),
            // Data sheets of H100 (SXM, PCIe), H200 (SXM) and GH200
            new Peak("NVIDIA H100 80GB HBM3", 67, 989.5),
            new Peak("NVIDIA H100 PCIe", 51, 756),
            new Peak("NVIDIA H200", 67, 989.5),
            new Peak("NVIDIA GH200 (480GB|120GB|144G HBM3e)", 67, 990),
            // HGX B200, an eighth of eight GPUs
            new Peak("NVIDIA B200", 75, 2250));

    private GpuPeaks() {}

    /** Numbers in TFLOP/s; 0 where the GPU cannot compute in it. */
    private record Peak(Pattern name, double float32, double bfloat16) {
        Peak(String name, double float32, double bfloat16) {
            this(Pattern.compile(name), float32, bfloat16);
        }

        double in(Precision precision) {
            double peak = switch (precision) {
                case FLOAT32 -> float32;
                case BFLOAT16 -> bfloat16;
                case TF32 -> bfloat16 > 0 ? bfloat16 / 2 : float32;
            };
            return TERA * peak;
        }
    }

    private static Peak float32(String name, double peak) {
        return new Peak(name, peak, 0);
    }

    /**
     * Floating point operations in a second; empty where this GPU is not known, or does not have the precision.
     *
     * @param name as the driver says it
     */
    static Optional<Double> of(String name, Precision precision) {
        return PEAKS.stream()
                .filter(peak -> peak.name().matcher(name).matches())
                .map(peak -> peak.in(precision))
                .filter(peak -> peak > 0)
                .findFirst();
    }
}
