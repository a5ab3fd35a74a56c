package io.jenkins.trainmodel.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Activations;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Step;
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
