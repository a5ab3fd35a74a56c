package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventWordsTest {

    @Test
    void shouldSayAnEpochInOneLine() {
        TrainingEvent epoch = new TrainingEvent.Epoch(
                3,
                30,
                75.2,
                Map.of("train/loss", 0.25, "gradient/norm", 1.0),
                Map.of(),
                Optional.of(200.0),
                Optional.empty());

        assertThat(EventWords.of(epoch, Optional.of(10)))
                .contains("epoch 3 of 10: train/loss 0.2500 (1 min, about 3 min left)");
    }

    @Test
    void shouldStaySilentOfSteps() {
        assertThat(EventWords.of(new TrainingEvent.Step(1, 1, 1, Map.of()), Optional.empty()))
                .isEmpty();
    }

    @Test
    void shouldLetNoAgentWriteControlCharactersOrLongLines() {
        TrainingEvent warning =
                new TrainingEvent.Warning("x", "\u001b[8mha:AAAA\u001b[0m\nERROR: " + "y".repeat(10_000));

        assertThat(EventWords.of(warning, Optional.empty()))
                .hasValueSatisfying(
                        words -> assertThat(words).hasSizeLessThan(600).doesNotContain("\u001b", "\n"));
    }
}
