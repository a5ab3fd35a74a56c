package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import io.jenkins.trainmodel.trainer.memory.GpuRoom;
import io.jenkins.trainmodel.trainer.memory.MachineMemory;
import io.jenkins.trainmodel.trainer.memory.Room;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import io.jenkins.trainmodel.trainer.waiting.WaitingSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine, loaded into this process.
 *
 * @param device where to compute
 * @param deviceSentence which device was chosen and why, for people
 * @param threads of the engine on the CPU
 * @param waiting lets the threads wait for each other in another way, where that is possible
 * @param claims the GPUs that compute, taken for the life of this process: its own, then those of processes that it starts
 * @param libtorch the directory with the libraries of the engine
 * @param description label to value for people: engine, libtorch, device, deviceChoice, threads; on a GPU
 *     also gpuArithmetic, gpuIndex, the driver's number of it, and gpuIdentifier, of several separated by commas
 */
public record LoadedEngine(
        Engine engine,
        Device device,
        String deviceSentence,
        int threads,
        Optional<WaitingSwitch> waiting,
        List<GpuClaim> claims,
        Path libtorch,
        Map<String, String> description) {
    /** The GPU of this process. */
    public Optional<GpuClaim> claim() {
        return claims.stream().findFirst();
    }

    /**
     * The memory of the device as it is now; empty where its driver does not tell it, and where several GPUs share the batches, so
     * that what is reckoned of a batch is none of them's.
     */
    public Optional<Room> room() {
        return device.isGpu()
                ? claims.stream()
                        .filter(taken -> claims.size() == 1)
                        .findFirst()
                        .flatMap(taken -> GpuRoom.now(EngineParts.driver(MachinePlatform.current()), taken.gpu()))
                : Optional.of(MachineMemory.now());
    }

    /** Whether products on the GPU are computed with TF32. */
    public boolean usesTf32() {
        return GpuArithmetic.WITH_TF32.equals(description.get(GpuArithmetic.LABEL));
    }

    /**
     * The floating point operations that the device of this process can do in a second at the most, in a precision and without
     * sparsity: as the specification says, or a data sheet of the GPU; empty where neither does.
     */
    public Optional<Double> peakFlops(TrainingSpec spec) {
        return spec.device()
                .peakFlops()
                .or(() -> claim().flatMap(taken ->
                        GpuPeaks.of(taken.gpu().name(), spec.training().precision())));
    }

    /** The same of all GPUs that train together. */
    public Optional<Double> peakFlopsOfAll(TrainingSpec spec) {
        return peakFlops(spec).map(peak -> peak * Math.max(1, claims.size()));
    }
}
