package io.jenkins.trainmodel.trainer.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void shouldReadOfALogWhatTheRecipeDecidesAsItWasTrainedLast(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("events.jsonl");
        try (EventWriter writer = EventWriter.open(log)) {
            writer.write(step(1, 0.5));
            writer.write(step(2, 0.25));
            writer.write(epoch(2, 0.9));
            writer.write(step(3, 7));
            writer.write(epoch(4, 8));
            writer.write(new TrainingEvent.Resumed("checkpoint", 1, 2, 1, true, Map.of(), Optional.empty()));
            writer.write(step(3, 0.125));
        }

        StepLosses losses = StepLosses.read(log);

        assertThat(losses.ofSteps()).isEqualTo(Map.of(1L, 0.5, 2L, 0.25, 3L, 0.125));
        assertThat(losses.ofEpochs()).isEqualTo(Map.of(2L, Map.of("validation/loss", 0.9, "train/loss", 0.5)));
    }

    private static TrainingEvent step(long step, double loss) {
        return new TrainingEvent.Step(1, step, step, Map.of("train/loss", loss, "throughput/samplesPerSecond", 9.0));
    }

    private static TrainingEvent epoch(long step, double loss) {
        return new TrainingEvent.Epoch(
                1,
                step,
                step,
                Map.of("validation/loss", loss, "train/loss", 0.5, "throughput/samplesPerSecond", 9.0),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
