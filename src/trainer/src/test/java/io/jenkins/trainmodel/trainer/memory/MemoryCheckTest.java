package io.jenkins.trainmodel.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Activations;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Step;
import io.jenkins.trainmodel.trainer.nvidia.FakeDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuDriver;
import io.jenkins.trainmodel.trainer.nvidia.GpuProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    private static final long GIB = 1L << 30;

    @Test
    void shouldSayThatAMachineIsTooSmallWhateverTheBatches() {
        MemoryCheck check = new MemoryCheck(new MachineMemory(16 * GIB, 12 * GIB), account(5, 1));

        assertThat(check.shortage().orElseThrow().sentence("cpu", check.account()))
                .startsWith(
                        "cpu has too little memory for this training (parameters, gradients and optimizer state alone"
                                + " take 20 GiB). By reckoning it holds parameters 5 GiB, gradients 5 GiB, optimizer state 10 GiB,"
                                + " activations 8 GiB (8 × 1 GiB)")
                .contains(
                        "of the machine's 16 GiB, 12 GiB are available. What helps: ",
                        "sgd without momentum saves 10 GiB");
    }

    @Test
    void shouldWarnOfABatchThatTakesMoreThanIsAvailable() {
        MemoryCheck check = new MemoryCheck(new MachineMemory(16 * GIB, 7 * GIB), account(1, 1));

        assertThat(check.shortage()).isEmpty();
        assertThat(check.shortageOfStep()).isEmpty();
        assertThat(check.warning())
                .contains(
                        "by reckoning the activations of a batch take 8 GiB; of the machine's 16 GiB, 7 GiB are available, and the"
                                + " system may end this process without a word. What helps: training.batchSize: 4 with"
                                + " accumulate: 2 saves 4 GiB; optimizer: sgd without momentum saves 2 GiB");
    }

    @Test
    void shouldSayThatAStepIsMoreThanTheMachineHas() {
        MemoryCheck check = new MemoryCheck(new MachineMemory(11 * GIB, 7 * GIB), account(1, 1));

        assertThat(check.shortage()).isEmpty();
        assertThat(check.shortageOfStep().orElseThrow().sentence("cpu", check.account()))
                .startsWith("cpu has too little memory for this training (a step takes 12 GiB by reckoning). ");
    }

    @Test
    void shouldSayWhoElseHoldsTheMemoryOfAGpu() {
        FakeDriver driver = FakeDriver.of(1)
                .says(0, Map.of(GpuDriver.MEMORY, 21e9))
                .shows(
                        0,
                        new GpuProcess(4711, 3 * GIB),
                        new GpuProcess(4712, 0),
                        new GpuProcess((int) ProcessHandle.current().pid(), GIB));
        GpuRoom memory = GpuRoom.now(driver, driver.gpu(0)).orElseThrow();
        MemoryCheck check = new MemoryCheck(memory, account(1, 1));

        assertThat(memory.available()).isEqualTo(3_000_000_000L);
        assertThat(check.shortageOfStep()).as("another process may end").isEmpty();
        assertThat(check.warningOfStep())
                .contains("by reckoning a step takes 12 GiB; of the device's 22.4 GiB, 2.79 GiB are free; process 4711"
                        + " holds 3 GiB, and a step may fail for want of memory. What helps: training.batchSize: 4 with"
                        + " accumulate: 2 saves 4 GiB; optimizer: sgd without momentum saves 2 GiB");
        assertThat(check.warning().orElseThrow()).startsWith("by reckoning the activations of a batch take 8 GiB; of");
        assertThat(new MemoryCheck(memory, account(6, 1)).shortageOfStep()).isPresent();
    }

    @Test
    void shouldSayNothingOfAGpuWhoseDriverDoesNot() {
        FakeDriver silent = FakeDriver.of(1).says(0, Map.of());
        assertThat(GpuRoom.now(silent, silent.gpu(0))).isEmpty();
        assertThat(GpuRoom.now(silent.fails("no answer"), silent.gpu(0))).isEmpty();
    }

    @Test
    void shouldBeSilentWhereThereIsRoom() {
        MemoryCheck check = new MemoryCheck(new MachineMemory(16 * GIB, 8 * GIB), account(4, 1));

        assertThat(check.shortage()).isEmpty();
        assertThat(check.warning()).isEmpty();
    }

    private static MemoryAccount account(long parameters, long ofSample) {
        long bytes = parameters * GIB;
        return new MemoryAccount(
                bytes, bytes, 2 * bytes, new Activations(ofSample * GIB, ofSample * GIB), 0, new Step(8, 1, false));
    }
}
