package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EpochLineTest {
    private static final Map<String, Double> LOSS = Map.of("train/loss", 0.5);

    private static String line(Map<String, Double> metrics, double secondsLeft, Best best, Optional<String> boundBy) {
        TrainingEvent.Epoch epoch = new TrainingEvent.Epoch(
                24,
                1080,
                1.98,
                metrics,
                Map.of(),
                Optional.of(secondsLeft),
                Optional.of(best),
                Optional.of(100),
                boundBy);
        return tell(epoch);
    }

    private static String tell(TrainingEvent.Epoch epoch) {
        return String.join("\n", new Narration().tell(epoch));
    }

    @Test
    void shouldTellAnEpochInALineThatFitsATerminal() {
        Map<String, Double> metrics = Map.of(
                "train/loss", 0.05707,
                "train/accuracy", 0.9833,
                "validation/loss", 0.09315,
                "validation/accuracy", 0.9749,
                "throughput/samplesPerSecond", 17_012.0);

        assertThat(line(metrics, 6.75, new Best("validation/loss", 24, 0.09315), Optional.empty()))
                .isEqualTo("epoch 24/100  loss 0.05707 (0.09315)  accuracy 0.9833 (0.9749)  7 s left  best");
    }

    @Test
    void shouldSayWhichRuleBoundsTheTimeLeft() {
        assertThat(line(LOSS, 7_200, new Best("train/loss", 3, 0.25), Optional.of("finishBy")))
                .isEqualTo("epoch 24/100  loss 0.5  2 h left until finishBy");
    }

    @Test
    void shouldNeverWriteALogsNameOfARuleAsItIs() {
        String hostile = "a\u001b[31mred\nrule" + "x".repeat(100);

        assertThat(line(LOSS, 7_200, new Best("train/loss", 3, 0.25), Optional.of(hostile)))
                .contains("2 h left until a")
                .doesNotContainPattern("\\p{Cntrl}")
                .hasSizeLessThanOrEqualTo(EpochLine.COLUMNS);
    }

    @Test
    void shouldRatherTellAMetricThanWhatBoundsTheTimeLeft() {
        Map<String, Double> metrics = Map.of(
                "train/loss", 0.05707,
                "train/accuracy", 0.9833,
                "validation/loss", 0.09315,
                "validation/accuracy", 0.9749);

        assertThat(line(metrics, 6.75, new Best("validation/loss", 24, 0.09315), Optional.of("maxEpochs")))
                .isEqualTo("epoch 24/100  loss 0.05707 (0.09315)  accuracy 0.9833 (0.9749)  7 s left  best");
    }

    @Test
    void shouldFitATerminalWithAnyMetricsAndSayTheDecidingOneFirst() {
        Map<String, Double> metrics = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            metrics.put("validation/class-" + i, 1.0 / 3);
        }
        metrics.put("train/loss", 1234.5678);
        metrics.put("validation/macroF1", 0.123456);

        String line = line(metrics, 86_400, new Best("validation/macroF1", 24, 0.123456), Optional.of("finishBy"));

        assertThat(line)
                .startsWith("epoch 24/100  loss 1,234.6  macroF1 (0.1235)")
                .endsWith("24 h left  best");
        assertThat(line.length()).isLessThanOrEqualTo(EpochLine.COLUMNS);
    }

    @Test
    void shouldTellALossThatIsNoNumberAndMetricsOfTrainingAlone() {
        TrainingEvent.Epoch epoch = new TrainingEvent.Epoch(
                3, 135, 1, Map.of("train/loss", Double.NaN), Map.of(), Optional.empty(), Optional.empty());

        assertThat(tell(epoch)).isEqualTo("epoch 3  loss NaN");
    }
}
