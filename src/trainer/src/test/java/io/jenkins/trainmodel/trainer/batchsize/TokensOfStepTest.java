package io.jenkins.trainmodel.trainer.batchsize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensOfStepTest {
    private final TokensOfStep step = new TokensOfStep(4, 32, 256);

    @Test
    void shouldSayWhatMakesUpAStep() {
        assertThat(step.words()).isEqualTo("32,768 tokens (accumulate 4 × batchSize 32 × context 256)");
    }

    @Test
    void shouldWarnWhereAnEpochIsShorterThanAStep() {
        assertThat(step.warning(128)).isEmpty();
        assertThat(step.warning(127).orElseThrow())
                .startsWith("an optimizer step would take 32,768 tokens, but an epoch has only 32,512");
    }
}
