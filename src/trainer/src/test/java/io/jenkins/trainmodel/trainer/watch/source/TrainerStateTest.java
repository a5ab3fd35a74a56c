package io.jenkins.trainmodel.trainer.watch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.trainer.watch.file.FilesBefore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Epochs as Hugging Face's Trainer counts them: in fractions. */
class TrainerStateTest {
    @TempDir
    private Path folder;

    private final List<Report> reports = new ArrayList<>();
    private long written = 1;

    private TrainerState state(String numbers, String... entries) throws Exception {
        Path file = folder.resolve("trainer_state.json");
        Files.writeString(file, "{%s, \"log_history\": [%s]}".formatted(numbers, String.join(",", entries)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * written++));
        return new TrainerState(file, new MetricPaths(Map.of()), new FilesBefore(Map.of()));
    }

    private static String loss(double epoch, int step) {
        return "{\"epoch\": %s, \"step\": %d, \"loss\": %d}".formatted(epoch, step, step);
    }

    private static String evaluation(double epoch, int step) {
        return "{\"epoch\": %s, \"step\": %d, \"eval_loss\": %d}".formatted(epoch, step, step);
    }

    private List<Report.EpochEnd> epochs() {
        return ReportKinds.of(Report.EpochEnd.class, reports);
    }

    @Test
    void shouldEndEachEpochOnceWhereNumbersAreRounded() throws Exception {
        state(
                        "\"epoch\": 2.0, \"global_step\": 602, \"max_steps\": 903",
                        loss(0.5, 150),
                        loss(1.0, 300),
                        evaluation(1.0, 301),
                        loss(1.0, 302),
                        loss(1.02, 307),
                        loss(2.0, 601),
                        evaluation(2.0, 602))
                .read(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(epochs()).extracting(end -> end.step().orElse(0)).containsExactly(301L, 602L);
        assertThat(epochs().get(0).metrics()).isEqualTo(Map.of("train/loss", 300.0, "validation/loss", 301.0));
        assertThat(epochs().get(1).metrics()).isEqualTo(Map.of("train/loss", 601.0, "validation/loss", 602.0));
    }

    /** With accumulated gradients, batches are left over of which no step is made. */
    @Test
    void shouldEndEpochsThatEndBeforeTheirNumber() throws Exception {
        state(
                        "\"epoch\": 2.963855421686747, \"global_step\": 75, \"max_steps\": 75",
                        loss(0.96, 25),
                        evaluation(0.96, 25),
                        loss(1.96, 50),
                        evaluation(1.96, 50),
                        loss(2.96, 75),
                        evaluation(2.96, 75))
                .finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2, 3);
        assertThat(epochs())
                .extracting(end -> end.metrics().get("validation/loss"))
                .containsExactly(25.0, 50.0, 75.0);
    }

    /** Four of five batches make the only step of an epoch. */
    @Test
    void shouldEndEpochsThatLackLessThanAStep() throws Exception {
        state(
                        "\"epoch\": 2.8, \"global_step\": 3, \"max_steps\": 3",
                        loss(0.8, 1),
                        evaluation(0.8, 1),
                        loss(1.8, 2),
                        evaluation(1.8, 2),
                        loss(2.8, 3),
                        evaluation(2.8, 3))
                .finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2, 3);
        assertThat(epochs())
                .extracting(end -> end.metrics().get("validation/loss"))
                .containsExactly(1.0, 2.0, 3.0);
    }

    /** The nineteenth step of twenty, and the forty-ninth of fifty: as much as a step is missing. */
    @ParameterizedTest
    @CsvSource({"1.9, 19", "1.96, 49"})
    void shouldNotEndAnEpochThatLacksAWholeStep(double epoch, int step) throws Exception {
        state(
                        "\"epoch\": %s, \"global_step\": %d, \"max_steps\": %d".formatted(epoch, step, step),
                        loss(1, (step + 1) / 2),
                        evaluation(1, (step + 1) / 2),
                        loss(epoch, step),
                        evaluation(epoch, step))
                .finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1);
    }

    @Test
    void shouldNotEndAnEpochOfWhichAHalfIsTrained() throws Exception {
        state("\"epoch\": 1.5, \"global_step\": 15, \"max_steps\": 15", loss(1, 10), evaluation(1, 10), loss(1.5, 15))
                .finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1);
    }

    /** Where checkpoints are saved by steps, that of the last step of an epoch is saved before the evaluation. */
    @Test
    void shouldWaitForTheEvaluationThatFollowsTheEndOfAnEpoch() throws Exception {
        state("\"epoch\": 1.0, \"global_step\": 10, \"max_steps\": 20", loss(1, 10))
                .read(reports::add);
        assertThat(epochs()).isEmpty();

        state("\"epoch\": 1.5, \"global_step\": 15, \"max_steps\": 20", loss(1, 10), evaluation(1, 10), loss(1.5, 15))
                .read(reports::add);
        assertThat(epochs())
                .singleElement()
                .satisfies(end ->
                        assertThat(end.metrics()).isEqualTo(Map.of("train/loss", 10.0, "validation/loss", 10.0)));
    }

    @Test
    void shouldNotWaitWhereNothingIsEvaluated() throws Exception {
        TrainerState state = state("\"epoch\": 2.0, \"global_step\": 20, \"max_steps\": 40", loss(1, 10), loss(2, 20));
        state.read(reports::add);
        state.finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
    }

    @Test
    void shouldPassOverWhatSumsTheTrainingUp() throws Exception {
        state(
                        "\"epoch\": 1.0, \"global_step\": 10, \"max_steps\": 10",
                        loss(1, 10),
                        "{\"epoch\": 1.0, \"step\": 10, \"train_loss\": 77, \"train_runtime\": 3}")
                .finish(reports::add);

        assertThat(epochs())
                .singleElement()
                .satisfies(end -> assertThat(end.metrics()).isEqualTo(Map.of("train/loss", 10.0)));
    }

    @Test
    void shouldBearANumberThatIsNone() throws Exception {
        state(
                        "\"epoch\": 1e300, \"global_step\": 1",
                        "{\"epoch\": 1e300, \"step\": 3, \"loss\": 1}",
                        "{\"epoch\": NaN}",
                        "7")
                .finish(reports::add);

        assertThat(reports).isEmpty();
    }
}
