package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Activations;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceFailureTest {
    private static final String TRACE =
            "The following operation failed in the TorchScript interpreter.\nTraceback of TorchScript (most recent call last):\n  File \"code/__torch__.py\", line 92, in forward\n";

    @Test
    void shouldSayThatTheGpusMemoryIsFull() {
        assertThatThrownBy(
                        () -> fail(
                                TRACE
                                        + "RuntimeError: CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 15.77 GiB of which 9.00 GiB is free. Process 4711 has 5.00 GiB memory in use. Including non-PyTorch memory, this process has 1.77 GiB memory in use. Of the allocated memory"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "gpu(0) has too little memory for this training (CUDA out of memory. Tried to allocate 20.00 GiB).")
                .hasMessageContaining(
                        "By reckoning it holds parameters 1 KiB, gradients 1 KiB, optimizer state 2 KiB, activations 4 MiB (8 × 512 KiB) and a batch 64 KiB. Java's heap has ")
                .hasMessageContaining("of the device's 15.77 GiB, 9.00 GiB are free; process 4711 holds 5.00 GiB. ")
                .hasMessageContaining(
                        "What helps: training.batchSize: 4 with accumulate: 6 saves 2.03 MiB; training.activationCheckpointing: true saves 2 MiB and takes more time; precision: bfloat16 saves up to 2 MiB; optimizer: sgd without momentum saves 2 KiB.")
                .hasMessageContaining("last checkpoint");
    }

    @Test
    void shouldSayThatTheMachinesMemoryIsFull() {
        assertThatThrownBy(
                        () -> fail(
                                TRACE
                                        + "RuntimeError: [enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 17179869184 bytes. Error code 12 (Cannot allocate memory)"))
                .isInstanceOf(DeviceMemoryException.class)
                .hasMessageContaining(
                        "(DefaultCPUAllocator: can't allocate memory: you tried to allocate 17179869184 bytes)")
                .hasMessageContaining("of the machine's ");
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
    void shouldSayWhichErrorTheDriverReports() {
        assertThat(new DeviceFailure(Device.gpu(0), Optional.empty())
                        .broken(
                                "CUDA error: unspecified launch failure",
                                Optional.of("Xid 79: the GPU has fallen off the bus"),
                                new IllegalStateException()))
                .hasMessageContaining(
                        "(CUDA error: unspecified launch failure; the driver reports Xid 79: the GPU has fallen off the bus)")
                .hasMessageContaining("--resume");
    }

    @Test
    void shouldPassOnWhatElseGoesWrong() {
        assertThatThrownBy(() -> fail(TRACE + "RuntimeError: mat1 and mat2 shapes cannot be multiplied"))
                .isInstanceOf(ai.djl.engine.EngineException.class);
        assertThat(new DeviceFailure(Device.cpu(), Optional.empty()).translated(() -> "done"))
                .isEqualTo("done");
    }

    private static void fail(String message) {
        MemoryAccount account = new MemoryAccount(
                1 << 10,
                1 << 10,
                2 << 10,
                new Activations(1 << 19, 1 << 18),
                1 << 16,
                new MemoryAccount.Step(8, 3, true));
        new DeviceFailure(Device.gpu(0), Optional.of(account)).translated(() -> {
            throw new ai.djl.engine.EngineException(message);
        });
    }
}
