package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import org.junit.jupiter.api.Test;

class DeviceFailureTest {
    private static final String TRACE =
            "The following operation failed in the TorchScript interpreter.\nTraceback of TorchScript (most recent call last):\n  File \"code/__torch__.py\", line 92, in forward\n";

    @Test
    void shouldSayThatTheGpusMemoryIsFull() {
        assertThatThrownBy(
                        () -> fail(
                                TRACE
                                        + "RuntimeError: CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 15.77 GiB of which 9.00 GiB is free. Of the allocated memory"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "gpu(0) has too little memory for this training (CUDA out of memory. Tried to allocate 20.00 GiB).")
                .hasMessageContaining("training.batchSize")
                .hasMessageContaining("last checkpoint");
    }

    @Test
    void shouldSayThatTheGpuIsBroken() {
        assertThatThrownBy(
                        () -> fail(
                                TRACE
                                        + "RuntimeError: CUDA error: an illegal memory access was encountered\nCUDA kernel errors might be asynchronously reported"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("(CUDA error: an illegal memory access was encountered)")
                .hasMessageContaining("--resume");
    }

    @Test
    void shouldPassOnWhatElseGoesWrong() {
        assertThatThrownBy(() -> fail(TRACE + "RuntimeError: mat1 and mat2 shapes cannot be multiplied"))
                .isInstanceOf(ai.djl.engine.EngineException.class);
        assertThat(DeviceFailure.translated(Device.cpu(), () -> "done")).isEqualTo("done");
    }

    private static void fail(String message) {
        DeviceFailure.translated(Device.gpu(0), () -> {
            throw new ai.djl.engine.EngineException(message);
        });
    }
}
