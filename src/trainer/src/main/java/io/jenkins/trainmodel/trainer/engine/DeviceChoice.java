package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;

/**
 * Where to compute, and why.
 *
 * @param sentence for people
 */
public record DeviceChoice(Device device, String sentence) {

    /**
     * The choice for a specification on this machine.
     *
     * @param cuda whether the libtorch in use is a CUDA build
     * @param versions which libtorch to name where another one is needed
     * @throws EngineException where a GPU is asked for and cannot be had: why, and what to do
     */
    public static DeviceChoice choose(DeviceSpec.Kind wanted, GpuReport gpus, boolean cuda, EngineVersions versions) {
        return switch (wanted) {
            case CPU -> onCpu("as the specification asks");
            case GPU -> onAskedGpu(gpus, cuda, versions);
            case AUTO -> automatic(gpus, cuda, versions);
        };
    }

    /** The CPU after a GPU that the driver reports could not be used. */
    static DeviceChoice cpuAfterFailure(String failure) {
        return onCpu("the GPU that was found does not work (" + failure + ")");
    }

    private static DeviceChoice onAskedGpu(GpuReport gpus, boolean cuda, EngineVersions versions) {
        if (!gpus.usable()) {
            throw new EngineException(
                    "The specification asks for a GPU, and there is none to use: %s. Mend that, or take device: cpu or auto."
                            .formatted(gpus.problem()));
        }
        if (!cuda) {
            throw new EngineException(
                    "The specification asks for a GPU, and %s is there, but the libtorch in use is a CPU build: %s."
                            .formatted(gpus.first().name(), cudaNeeded(versions)));
        }
        return onGpu(gpus.first(), "as the specification asks");
    }

    private static DeviceChoice automatic(GpuReport gpus, boolean cuda, EngineVersions versions) {
        if (!gpus.usable()) {
            return onCpu(gpus.problem());
        }
        return cuda
                ? onGpu(gpus.first(), "which was found together with a libtorch for CUDA")
                : onCpu("%s is there, but the libtorch in use is a CPU build; to use the GPU, %s"
                        .formatted(gpus.first().name(), cudaNeeded(versions)));
    }

    private static String cudaNeeded(EngineVersions versions) {
        return "device.libtorch (or the environment variable %s) must name a libtorch %s for CUDA, such as the folder torch of a Python's site-packages"
                .formatted(GivenLibtorch.VARIABLE, versions.pytorch());
    }

    private static DeviceChoice onCpu(String why) {
        return new DeviceChoice(Device.cpu(), "Computing on the CPU: " + why + ".");
    }

    /** CUDA counts from 0 what CUDA_VISIBLE_DEVICES leaves, so the first one is always 0. */
    private static DeviceChoice onGpu(Gpu gpu, String why) {
        return new DeviceChoice(
                Device.gpu(0), "Computing on the GPU %s (driver %s), %s.".formatted(gpu.name(), gpu.driver(), why));
    }
}
