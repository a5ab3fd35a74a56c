package io.jenkins.trainmodel.trainer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where two runs part. */
class StepLossesTest {
    private static StepLosses losses(Map<Long, Double> steps, Map<Long, Map<String, Double>> epochs) {
        return new StepLosses(new TreeMap<>(steps), new TreeMap<>(epochs));
    }

    @Test
    void shouldNameTheFirstStepWhoseLossHasOtherBits() {
        StepLosses recorded = losses(Map.of(1L, 0.5, 2L, 0.25, 4L, 0.1), Map.of(4L, Map.of("validation/loss", 1.0)));
        StepLosses found =
                losses(Map.of(1L, 0.5, 2L, Math.nextUp(0.25), 3L, 9.0), Map.of(4L, Map.of("validation/loss", 2.0)));

        assertThat(recorded.firstDifference(found))
                .contains(new Difference(
                        Difference.Kind.METRIC, "train/loss", "0.25", Double.toString(Math.nextUp(0.25)), 2));
    }

    @Test
    void shouldNameTheFirstEpochWhereNoStepWasReadInBoth() {
        StepLosses recorded = losses(
                Map.of(1L, 0.5), Map.of(8L, Map.of("validation/loss", 1.0), 16L, Map.of("validation/loss", 1.0)));
        StepLosses found = losses(
                Map.of(2L, 0.7), Map.of(8L, Map.of("validation/loss", 1.0), 16L, Map.of("validation/loss", 0.5)));

        assertThat(recorded.firstDifference(found))
                .contains(new Difference(Difference.Kind.METRIC, "validation/loss", "1.0", "0.5", 16));
        assertThat(recorded.firstDifference(recorded)).isEmpty();
    }

    @Test
    void shouldTakeALossThatIsNoNumberForTheSameInBoth() {
        StepLosses diverged = losses(Map.of(1L, Double.NaN), Map.of());

        assertThat(diverged.firstDifference(diverged)).isEmpty();
    }
}
