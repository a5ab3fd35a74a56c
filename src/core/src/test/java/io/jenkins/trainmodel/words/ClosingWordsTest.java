package io.jenkins.trainmodel.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosingWordsTest {
    private static final Best BEST = new Best("validation/loss", 14, 0.25);

    private static Conclusion.Finished finished(Optional<String> model, Optional<Integer> modelEpoch) {
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                "earlyStopping: no better for 16 epochs",
                List.of(),
                30,
                1350,
                7.5,
                Map.of(),
                Optional.of(BEST),
                model,
                false,
                modelEpoch,
                Optional.empty());
    }

    @Test
    void shouldSayWhichEpochTheModelIsAndNotLetTheBestBeTakenForIt() {
        assertThat(ClosingWords.lines(
                        finished(Optional.of("model"), Optional.of(30)), Optional.of(100), Audience.RECORD))
                .containsExactly(
                        "Stopped after 30 epochs of at most 100 and 7.5 s of training, outcome success."
                                + " earlyStopping: no better for 16 epochs.",
                        "Best validation loss: 0.25 in epoch 14. The model is that of epoch 30.");
    }

    @Test
    void shouldCountStepsWhereNoEpochWasComplete() {
        Conclusion.Finished early = new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxSteps: step 6 of 6 is complete",
                List.of(),
                0,
                6,
                7.5,
                Map.of(),
                Optional.empty(),
                Optional.of("model"),
                false,
                Optional.of(0),
                Optional.empty());

        assertThat(ClosingWords.lines(early, Optional.of(1), Audience.RECORD))
                .containsExactly(
                        "Stopped after 6 steps and 7.5 s of training, outcome success. maxSteps: step 6 of 6 is complete.",
                        "The model is that of step 6, within epoch 1, which was not completed.");
    }

    @Test
    void shouldNameTheStepWhereTheRunHasTrainedBehindItsLastEpoch() {
        Conclusion.Finished within = new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxSteps: step 1380 of 1380 is complete",
                List.of(),
                30,
                1380,
                7.5,
                Map.of(),
                Optional.of(BEST),
                Optional.of("model"),
                false,
                Optional.of(30),
                Optional.of(new Conclusion.Within(1380, Map.of("validation/loss", 0.3))));

        assertThat(ClosingWords.lines(within, Optional.of(100), Audience.RECORD).get(1))
                .isEqualTo("Best validation loss: 0.25 in epoch 14."
                        + " The model is that of step 1,380, within epoch 31, which was not completed.");
        assertThat(ClosingWords.lines(within, Optional.of(100), Audience.of(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC))
                        .get(1))
                .endsWith("模型取自第 1,380 步，此时第 31 轮次尚未完成。");
    }

    @Test
    void shouldSayThatThereIsNoModel() {
        assertThat(ClosingWords.lines(finished(Optional.empty(), Optional.empty()), Optional.of(12), Audience.RECORD))
                .containsExactly(
                        "Stopped after 30 epochs and 7.5 s of training, outcome success."
                                + " earlyStopping: no better for 16 epochs.",
                        "Best validation loss: 0.25 in epoch 14. No model was written.");
    }

    @Test
    void shouldSayWhereTheResultsAre() {
        RunDirectory directory = new RunDirectory(Path.of("runs/digits"));

        assertThat(ClosingWords.places(finished(Optional.of("model"), Optional.of(30)), directory, Audience.RECORD))
                .isEqualTo("The model is in " + directory.model() + ", the report is " + directory.reportHtml() + ".");
        assertThat(ClosingWords.places(finished(Optional.empty(), Optional.empty()), directory, Audience.RECORD))
                .startsWith("Checkpoints are in " + directory.checkpoints());
    }

    @Test
    void shouldSayInASentenceHowARunEndedThatNeverBegan() {
        assertThat(ClosingWords.status("data.path: iris.csv does not exist", 0, Optional.of(5), Optional.empty()))
                .isEqualTo("data.path: iris.csv does not exist");
        assertThat(ClosingWords.status("stopped by ada", 12, Optional.of(5), Optional.of(BEST)))
                .isEqualTo("Stopped after epoch 12: stopped by ada; best validation loss 0.25 in epoch 14");
    }
}
