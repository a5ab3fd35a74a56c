package io.jenkins.trainmodel.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Activations;
import io.jenkins.trainmodel.trainer.memory.MemoryAccount.Step;
import org.junit.jupiter.api.Test;

class MemoryAccountTest {
    @Test
    void shouldLeaveTheStepsOfATextAsTheyAre() {
        assertThat(of(9, new Step(3, 0, false), 90).remedies())
                .containsExactly("training.batchSize: 1 saves 78 B and leaves every step as it is");
    }

    @Test
    void shouldKnowWhatHelpsWhereABatchIsOneSample() {
        assertThat(of(9, new Step(1, 1, false), 90).remedies()).containsExactly("a smaller network");
    }

    @Test
    void shouldSplitABatchIntoEqualParts() {
        assertThat(of(10, new Step(9, 2, false), 90).remedies())
                .containsExactly("training.batchSize: 3 with accumulate: 6 saves 120 B");
        assertThat(of(10, new Step(5, 1, false), 0).remedies())
                .containsExactly("training.batchSize: 1 with accumulate: 5 saves 40 B");
    }

    @Test
    void shouldNotSplitALargeBatchIntoSingleSamples() {
        assertThat(of(10, new Step(31, 1, false), 0).remedies()).containsExactly("a smaller network");
    }

    @Test
    void shouldKnowWhatComputingBlocksAgainSaves() {
        MemoryAccount account = new MemoryAccount(100, 100, 0, new Activations(10, 4), 0, new Step(1, 1, false));

        assertThat(account.remedies())
                .containsExactly("training.activationCheckpointing: true saves 6 B and takes more time");
    }

    @Test
    void shouldAddUpToAllOfIt() {
        assertThat(of(9, new Step(3, 1, true), 90).total()).isEqualTo(100 + 100 + 27 + 90);
    }

    private static MemoryAccount of(long ofSample, Step step, long batch) {
        return new MemoryAccount(100, 100, 0, new Activations(ofSample, ofSample), batch, step);
    }
}
