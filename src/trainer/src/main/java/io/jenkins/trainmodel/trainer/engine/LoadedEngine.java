package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import io.jenkins.trainmodel.trainer.waiting.WaitingSwitch;
import java.util.Map;
import java.util.Optional;

/**
 * The engine, loaded into this process.
 *
 * @param device where to compute
 * @param deviceSentence which device was chosen and why, for people
 * @param threads of the engine on the CPU
 * @param waiting lets the threads wait for each other in another way, where that is possible
 * @param claim the GPU that computes, taken for the life of this process
 * @param description label to value for people: engine, libtorch, device, deviceChoice, threads; on a GPU
 *     also gpuArithmetic, gpuIndex, the driver's number of it, and gpuIdentifier
 */
public record LoadedEngine(
        Engine engine,
        Device device,
        String deviceSentence,
        int threads,
        Optional<WaitingSwitch> waiting,
        Optional<GpuClaim> claim,
        Map<String, String> description) {
    /**
     * The floating point operations that the device can do in a second at the most, in a precision and without sparsity: as
     * the specification says, or a data sheet of the GPU; empty where neither does.
     */
    public Optional<Double> peakFlops(TrainingSpec spec) {
        return spec.device()
                .peakFlops()
                .or(() -> claim.flatMap(
                        taken -> GpuPeaks.of(taken.gpu().name(), spec.training().precision())));
    }
}
