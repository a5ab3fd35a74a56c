package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.nvidia.Gpu;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaim;
import java.util.Optional;

/**
 * Where to compute, and why.
 *
 * @param sentence for people
 * @param claim the GPU, taken for this process; empty on the CPU
 */
record DeviceChoice(Device device, String sentence, Optional<GpuClaim> claim) {
    static DeviceChoice onCpu(String why) {
        return new DeviceChoice(Device.cpu(), "Computing on the CPU: " + why + ".", Optional.empty());
    }

    /** The CPU after a GPU that the driver reports could not be used, which is given back. */
    DeviceChoice cpuAfterFailure(String failure) {
        claim.ifPresent(GpuClaim::close);
        return onCpu("the GPU that was found does not work (" + failure + ")");
    }

    /** CUDA is shown this GPU alone, and counts from 0. */
    static DeviceChoice onGpu(GpuClaim claim, String why) {
        Gpu gpu = claim.gpu();
        return new DeviceChoice(
                Device.gpu(0),
                "Computing on GPU %d, %s (driver %s), %s%s."
                        .formatted(
                                gpu.index(),
                                gpu.name(),
                                gpu.driver(),
                                why,
                                claim.note().map(note -> "; " + note).orElse("")),
                Optional.of(claim));
    }

    /** The GPU that computes; empty on the CPU. */
    Optional<Gpu> gpu() {
        return claim.map(GpuClaim::gpu);
    }
}
