package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.Cost;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostWordsTest {
    @Test
    void shouldSayAllThatIsKnown() {
        Cost cost = new Cost(1.25, 1.2512, Optional.of(3.14159), Optional.of(0.4249));

        assertThat(CostWords.sentence(cost, Audience.RECORD))
                .contains("Used 1.25 GPU-hours, 3.14 CPU-hours and 0.425 kWh.");
    }

    @Test
    void shouldNotSpeakOfAGpuThatARunDoesNotHave() {
        assertThat(CostWords.sentence(new Cost(2, 0, Optional.of(1e-5), Optional.empty()), Audience.RECORD))
                .contains("Used less than 0.001 CPU-hours.");
        assertThat(CostWords.sentence(new Cost(0.5, 0, Optional.empty(), Optional.empty()), Audience.RECORD))
                .isEmpty();
    }
}
