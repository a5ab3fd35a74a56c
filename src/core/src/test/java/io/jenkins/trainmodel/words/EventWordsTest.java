package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventWordsTest {
    private static final Best BEST = new Best("validation/loss", 3, 0.25);

    private static TrainingEvent.Epoch epoch(Map<String, Double> metrics) {
        return new TrainingEvent.Epoch(3, 135, 4.5, metrics, Map.of(), Optional.of(42.0), Optional.of(BEST));
    }

    @Test
    void shouldTellAnEpochInOneLine() {
        TrainingEvent epoch = epoch(Map.of(
                "train/loss", 0.5,
                "train/accuracy", 0.75,
                "validation/loss", 0.25,
                "validation/accuracy", 0.8125,
                "throughput/samplesPerSecond", 12_345.0));

        assertThat(EventWords.of(epoch, Optional.of(10)))
                .contains("epoch 3/10  loss 0.5 (validation 0.25)  accuracy 0.75 (validation 0.8125)"
                        + "  12.3 k samples/s  42 s left  best");
    }

    @Test
    void shouldTellALossThatIsNoNumber() {
        assertThat(EventWords.of(epoch(Map.of("train/loss", Double.NaN)), Optional.empty()))
                .contains("epoch 3  loss NaN  42 s left  best");
    }

    @Test
    void shouldSayNothingOfReadingsAndOrdinaryCheckpoints() {
        TrainingEvent step = new TrainingEvent.Step(1, 10, 1, Map.of("train/loss", 1.0));
        TrainingEvent saved = new TrainingEvent.CheckpointSaved("000003", 3, 135, "epoch", 1, 1, false, List.of());

        assertThat(EventWords.of(step, Optional.empty())).isEmpty();
        assertThat(EventWords.of(saved, Optional.empty())).isEmpty();
    }

    @Test
    void shouldTellWhatPeopleDid() {
        TrainingEvent refused = new TrainingEvent.CommandApplied("1", "stop", false, "it is over", 1, 10);
        TrainingEvent changed =
                new TrainingEvent.HyperparameterChanged("training.gradientClip", "1.0", "0.5", "ana", 1, 10);

        assertThat(EventWords.of(refused, Optional.empty())).contains("command stop refused: it is over");
        assertThat(EventWords.of(changed, Optional.empty()))
                .contains("training.gradientClip changed from 1.0 to 0.5 by ana");
    }

    @Test
    void shouldCloseWithWhyBestEpochAndModel() {
        TrainingEvent.Finished finished = new TrainingEvent.Finished(
                Outcome.SUCCESS,
                "target: validation/accuracy is 0.98, at least 0.97",
                List.of(),
                5,
                225,
                7.5,
                Map.of(),
                Optional.of(BEST),
                Optional.of("model"),
                false);
        RunDirectory directory = new RunDirectory(Path.of("runs/digits"));

        assertThat(ClosingWords.paragraph(finished, Optional.of(100), directory))
                .isEqualTo("Stopped after 5 epochs of at most 100 and 7.5 s of training, outcome success."
                        + " Target: validation/accuracy is 0.98, at least 0.97."
                        + " Best validation/loss: 0.25 in epoch 3."
                        + " The model is in " + directory.model() + ", the report is " + directory.reportHtml() + ".");
    }
}
