package io.jenkins.trainmodel.trainer.learner.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceException;
import io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Activations;
import io.jenkins.trainmodel.trainer.nvidia.Xid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("(CUDA error: an illegal memory access was encountered)")
                .hasMessageContaining("--resume");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "31 | false | BROKEN | gpu(0) failed and computes nothing more in this process (CUDA error: unspecified launch failure; the driver reports Xid 31: a page fault of the GPU's memory, as a kernel causes that reads where nothing is)",
                "79 | false | LOST | gpu(0) is lost (CUDA error: unspecified launch failure; the driver reports Xid 79: the GPU has fallen off the bus)",
                "   | true | LOST | gpu(0) is lost (CUDA error: unspecified launch failure; the driver reports that the GPU is lost)",
                "   | false | BROKEN | gpu(0) failed and computes nothing more in this process (CUDA error: unspecified launch failure)"
            })
    void shouldSayWhatTheDriverReports(Long xid, boolean lost, FailedDevice.Kind kind, String sentence) {
        DeviceException told = new DeviceFailure(Device.gpu(0), Optional.empty())
                .broken(
                        "CUDA error: unspecified launch failure",
                        Optional.ofNullable(xid).map(Xid::new),
                        lost,
                        new IllegalStateException());

        assertThat(told).hasMessageStartingWith(sentence + (kind == FailedDevice.Kind.LOST ? ":" : "."));
        assertThat(told).hasMessageContaining("--resume");
        assertThat(told.failed()).isEqualTo(new FailedDevice(kind, Optional.ofNullable(xid)));
    }

    /** NVIDIA's libraries take memory beside libtorch's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA error: out of memory",
                "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "cuDNN error: CUDNN_STATUS_ALLOC_FAILED"
            })
    void shouldKnowThatMemoryIsShortByWhatLibrariesSay(String words) {
        assertThatThrownBy(() -> fail(TRACE + "RuntimeError: " + words + "\nCompile with TORCH_USE_CUDA_DSA"))
                .isInstanceOf(DeviceMemoryException.class)
                .hasMessageContaining("has too little memory for this training (" + words + ")");
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
