package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.GpuWish;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineVersions;
import io.jenkins.trainmodel.trainer.nvidia.GpuReport;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims;
import io.jenkins.trainmodel.trainer.nvidia.claim.GpuClaims.BusyException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Chooses where to compute on this machine, and takes the GPUs.
 *
 * @param gpus those that may be taken
 * @param cuda whether the libtorch in use is a CUDA build
 * @param versions which libtorch to name where another one is needed
 * @param waiting hears what is waited for
 */
record DeviceChooser(
        GpuReport gpus, boolean cuda, EngineVersions versions, GpuClaims claims, Consumer<String> waiting) {
    /** The memory of a training that has just ended comes back within it; whoever leaves the choice open waits for no other. */
    private static final Duration MOMENT = Duration.ofSeconds(5);

    /**
     * The choice for a specification.
     *
     * @throws EngineException where a GPU is asked for and cannot be had: why, and what to do
     */
    DeviceChoice choose(DeviceSpec wanted) {
        return switch (wanted.kind()) {
            case CPU -> DeviceChoice.onCpu("as the specification asks");
            case GPU -> onAskedGpu(wanted);
            case AUTO -> automatic();
        };
    }

    private DeviceChoice onAskedGpu(DeviceSpec wanted) {
        if (!gpus.usable()) {
            throw new EngineException(
                    "The specification asks for a GPU, and there is none to use: %s. Mend that, or take device: cpu or auto."
                            .formatted(gpus.problem()));
        }
        if (!cuda) {
            throw new EngineException(
                    "The specification asks for a GPU, and %s is there, but the libtorch in use is a CPU build: %s."
                            .formatted(gpus.first().name(), cudaNeeded()));
        }
        requireAsMany(wanted.gpu());
        try {
            return DeviceChoice.onGpus(
                    claims.await(
                            gpus.gpus(),
                            wanted.gpu().atLeastOne(),
                            wanted.gpu().number().isPresent(),
                            wanted.gpu().patience(),
                            waiting),
                    "as the specification asks");
        } catch (BusyException busy) {
            throw new EngineException(noneFree(wanted.gpu(), busy));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void requireAsMany(GpuWish wish) {
        int there = gpus.gpus().size();
        if (there < wish.atLeastOne()) {
            throw new EngineException(
                    "The specification asks for %d GPUs, and this process may use %d. Ask for fewer by device.gpus; the run takes the same steps with any number of them."
                            .formatted(wish.atLeastOne(), there));
        }
    }

    private static String noneFree(GpuWish wish, BusyException busy) {
        String patience = Types.textOf(wish.patience());
        return wish.atLeastOne() == 1
                ? "The specification asks for a GPU, and none was free within %s: %s. Wait longer by device.waitForGpu, share a GPU with other programs by its number, as gpu:0, or take device: cpu or auto."
                        .formatted(patience, busy.getMessage())
                : "The specification asks for %d GPUs, and so many were not free at once within %s: %s. Wait longer by device.waitForGpu, or ask for fewer by device.gpus; the run takes the same steps with any number of them."
                        .formatted(wish.atLeastOne(), patience, busy.getMessage());
    }

    private static EngineException interrupted() {
        Thread.currentThread().interrupt();
        return new EngineException("Waiting for a GPU was interrupted.");
    }

    private DeviceChoice automatic() {
        if (!gpus.usable()) {
            return DeviceChoice.onCpu(gpus.problem());
        }
        if (!cuda) {
            return DeviceChoice.onCpu("%s is there, but the libtorch in use is a CPU build; to use the GPU, %s"
                    .formatted(gpus.first().name(), cudaNeeded()));
        }
        try {
            return DeviceChoice.onGpus(
                    claims.await(gpus.gpus(), 1, false, MOMENT, waiting),
                    "which was found together with a libtorch for CUDA");
        } catch (BusyException busy) {
            return DeviceChoice.onCpu(busy.getMessage());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private String cudaNeeded() {
        return "device.libtorch (or the environment variable %s) must name a libtorch %s for CUDA, such as the folder torch of a Python's site-packages, or train-model engines install --cuda must have fetched one"
                .formatted(GivenLibtorch.VARIABLE, versions.pytorch());
    }
}
