package io.jenkins.trainmodel.trainer.watch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.spec.watch.MetricFiles.Axis;
import io.jenkins.trainmodel.trainer.tensorboard.TensorBoardWriter;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs write, as reports. */
class ReportsTest {
    @TempDir
    private Path folder;

    private final List<Report> reports = new ArrayList<>();

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private JsonLinesSource lines(Path file) {
        return new JsonLinesSource(file, new MetricPaths(Map.of("ppl", "validation/perplexity")));
    }

    private LogFiles logs(MetricFiles kind) throws Exception {
        return LogFiles.of(
                kind,
                new PatternFiles(folder, folder.resolve("run")),
                folder.resolve("note.json"),
                new MetricPaths(Map.of()));
    }

    private List<Report.EpochEnd> epochs() {
        return ReportKinds.of(Report.EpochEnd.class, reports);
    }

    private List<Report.OpenEpochs> open(String text) throws Exception {
        reports.clear();
        Path file = write("open-" + System.nanoTime() + ".jsonl", text);
        JsonLinesSource source = lines(file);
        source.read(reports::add);
        source.finish(reports::add);
        return ReportKinds.of(Report.OpenEpochs.class, reports);
    }

    @Test
    void shouldTellOnceThatEpochsAreNamedAndNoneIsEverComplete() throws Exception {
        String line = "{\"epoch\": %d, \"step\": %d, \"loss\": 0.5}%n";

        assertThat(open(line.formatted(0, 1) + line.formatted(1, 2) + line.formatted(2, 3) + line.formatted(3, 4)))
                .containsExactly(new Report.OpenEpochs(2));
        assertThat(open(line.formatted(1, 1) + line.formatted(2, 2))).containsExactly(new Report.OpenEpochs(2));
        assertThat(open(line.formatted(1, 1) + line.formatted(1, 2))).isEmpty();
        assertThat(open(line.formatted(1, 1) + "{\"epoch\": 1}\n" + line.formatted(2, 2) + line.formatted(3, 3)))
                .isEmpty();
    }

    private List<String> problems() {
        return ReportKinds.of(Report.Unreadable.class, reports).stream()
                .map(Report.Unreadable::problem)
                .toList();
    }

    @Test
    void shouldReadThePlainestLine() throws Exception {
        lines(write("m", "{\"epoch\": 0, \"loss\": 0.5, \"val_loss\": NaN, \"ppl\": 7, \"note\": \"x\"}\n"))
                .read(reports::add);

        assertThat(epochs()).singleElement().satisfies(end -> {
            assertThat(end.epoch()).isEqualTo(1);
            assertThat(end.metrics())
                    .containsEntry("train/loss", 0.5)
                    .containsEntry("validation/loss", Double.NaN)
                    .containsEntry("validation/perplexity", 7.0)
                    .hasSize(3);
        });
    }

    @Test
    void shouldTakeFromReadingsWhatTheEndOfTheEpochDoesNotSay() throws Exception {
        lines(write("m", """
            {"type": "step", "step": 10, "metrics": {"loss": 3}}
            {"type": "step", "step": 20, "metrics": {"loss": 2, "lr": 0.1}}
            {"type": "epoch", "epoch": 1, "step": 25, "metrics": {"val_loss": 4}}
            {"type": "epoch", "epoch": 2, "step": 50, "metrics": {"val_loss": 3}}
            """)).read(reports::add);

        assertThat(epochs().get(0).metrics())
                .isEqualTo(Map.of("train/loss", 2.0, "learningRate", 0.1, "validation/loss", 4.0));
        assertThat(epochs().get(1).metrics()).isEqualTo(Map.of("validation/loss", 3.0));
    }

    /** As Hugging Face's Trainer tells where it is: in parts of epochs, which say nothing of how whole ones are counted. */
    @Test
    void shouldLetOnlyWholeEpochsTellFromWhichNumberAProgramCounts() throws Exception {
        lines(write("m", """
            {"type": "checkpoint", "path": "first.pt", "epoch": 0}
            {"epoch": 0.25, "loss": 4}
            {"step": 5, "epoch": 0.5, "loss": 3}
            {"type": "epoch", "epoch": 1, "step": 10, "metrics": {"val_loss": 2}}
            {"step": 12, "epoch": 1.2, "loss": 1}
            {"step": 14, "epoch": 2, "loss": 1}
            {"type": "checkpoint", "path": "second.pt", "epoch": 1, "step": 10}
            """)).read(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1);
        assertThat(epochs().get(0).metrics()).isEqualTo(Map.of("train/loss", 3.0, "validation/loss", 2.0));
        assertThat(ReportKinds.of(Report.Reading.class, reports))
                .extracting(report -> report.epoch().orElse(0))
                .containsExactly(1, 1, 2, 2);
        assertThat(reports.get(0)).isEqualTo(new Report.Saved("first.pt", OptionalInt.empty(), OptionalLong.empty()));
        assertThat(reports.get(6)).isEqualTo(new Report.Saved("second.pt", OptionalInt.of(1), OptionalLong.of(10)));
    }

    @Test
    void shouldCountFromZeroWhereTheFirstWholeEpochIsThat() throws Exception {
        lines(write("m", """
            {"step": 5, "epoch": 0, "loss": 3}
            {"type": "epoch", "epoch": 0, "step": 10}
            {"step": 15, "epoch": 1, "loss": 2}
            {"type": "epoch", "epoch": 1, "step": 20}
            """)).read(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(((Report.Reading) reports.get(0)).epoch()).isEmpty();
        assertThat(((Report.Reading) reports.get(2)).epoch()).hasValue(2);
    }

    @Test
    void shouldForgetWithAFileWhatWasReadWithinItsRunningEpoch() throws Exception {
        Path file = write("m", "{\"step\": 1, \"loss\": 9, \"lr\": 0.1}\n");
        JsonLinesSource source = lines(file);
        source.read(reports::add);
        Files.writeString(file, "{\"epoch\": 1, \"val_loss\": 5}\n{\"epoch\": 2, \"val_loss\": 4}\n");
        source.read(reports::add);

        assertThat(epochs().get(0).metrics()).isEqualTo(Map.of("validation/loss", 5.0));
    }

    @Test
    void shouldPassOverWhatIsNoReport() throws Exception {
        Path file = write("m", """
            no JSON
            [1, 2]
            {"epoch": -1}
            {"step": 1e300, "loss": 1}
            {"type": "party", "epoch": 1}
            {"type": "checkpoint"}
            \u0000\u0001
            {"step": 7, "loss": Infinity}
            """);
        write(
                "m",
                "{\"step\": 8, \"x\": \"" + "y".repeat(2 << 20)
                        + "\"}\n{\"step\": 9, \"loss\": 1}\n{\"step\": 10, \"lo");
        JsonLinesSource source = lines(file);
        for (int i = 0; i < 4; i++) {
            source.read(reports::add);
        }

        assertThat(problems()).hasSize(8).anyMatch(problem -> problem.contains("m, line 9: the line is longer"));
        assertThat(ReportKinds.of(Report.Reading.class, reports)).hasSize(2);

        write("m", "ss\": 4}\n");
        source.read(reports::add);
        assertThat(reports.get(reports.size() - 1)).isInstanceOf(Report.Reading.class);
    }

    @Test
    void shouldBeginAnewWithAFileThatTookThePlaceOfAnother() throws Exception {
        Path file = write("m", "{\"epoch\": 1, \"loss\": 1}\n{\"epoch\": 2, \"loss\": 2}\n");
        JsonLinesSource source = lines(file);
        source.read(reports::add);
        Files.writeString(
                file, "{\"epoch\": 1, \"loss\": 5}\n{\"epoch\": 2, \"loss\": 6}\n{\"epoch\": 3, \"loss\": 7}\n");
        source.read(reports::add);
        Files.writeString(file, "{\"epoch\": 1, \"loss\": 9}\n");
        source.read(reports::add);

        assertThat(epochs())
                .extracting(end -> end.metrics().get("train/loss"))
                .containsExactly(1.0, 2.0, 5.0, 6.0, 7.0, 9.0);
    }

    @Test
    void shouldBoundTheNamesOfMetrics() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            many.append("{\"step\": ").append(i + 1).append(", \"m").append(i).append("\": 1}\n");
        }
        lines(write("m", many.toString())).read(reports::add);

        assertThat(reports.stream()
                        .mapToInt(report -> ((Report.Reading) report).metrics().size())
                        .sum())
                .isEqualTo(200);
    }

    @Test
    void shouldReadTheTableOfKeras() throws Exception {
        LogFiles logs = logs(new MetricFiles.CsvLogs("*.csv"));
        write("log.csv", "epoch,accuracy,loss,val_loss\n0,0.5,1.5,1.25\n1,0.75,nan,NA\n");
        logs.finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(epochs().get(0).metrics())
                .isEqualTo(Map.of("train/accuracy", 0.5, "train/loss", 1.5, "validation/loss", 1.25));
        assertThat(epochs().get(1).metrics()).isEqualTo(Map.of("train/accuracy", 0.75, "train/loss", Double.NaN));
    }

    @Test
    void shouldReadTheTableOfLightning() throws Exception {
        LogFiles logs = logs(new MetricFiles.CsvLogs("lightning_logs/version_*/metrics.csv"));
        Files.createDirectories(folder.resolve("lightning_logs/version_0"));
        write("lightning_logs/version_0/metrics.csv", """
            epoch,step,train_loss_step,val_loss,train_loss_epoch
            0,49,0.9,,
            0,99,,0.8,
            0,99,,,0.95
            1,149,0.7,,
            1,199,,0.6,
            """);
        logs.finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(epochs().get(0).metrics()).isEqualTo(Map.of("train/loss", 0.95, "validation/loss", 0.8));
        assertThat(epochs().get(0).step()).hasValue(99);
    }

    @Test
    void shouldNotTakeTheTableOfAnotherTrainingForThisOnes() throws Exception {
        write("log.csv", "epoch,loss\n0,9\n1,8\n");
        LogFiles logs = logs(new MetricFiles.CsvLogs("log.csv"));
        logs.read(reports::add);
        assertThat(reports).isEmpty();

        write("log.csv", "2,7\n");
        logs.read(reports::add);
        Files.writeString(folder.resolve("log.csv"), "epoch,loss\n0,3\n");
        logs.read(reports::add);

        assertThat(epochs()).extracting(end -> end.metrics().get("train/loss")).containsExactly(7.0, 3.0);
    }

    @Test
    void shouldReadTheHistoryOfTransformers() throws Exception {
        LogFiles logs = logs(new MetricFiles.TrainerStates("out/checkpoint-*/trainer_state.json"));
        Files.createDirectories(folder.resolve("out/checkpoint-20"));
        write("out/checkpoint-20/trainer_state.json", """
            {"epoch": 2.0, "global_step": 20, "log_history": [
              {"epoch": 0.5, "loss": 3.0, "grad_norm": 1.5, "learning_rate": 0.1, "step": 5},
              {"epoch": 1.0, "loss": 2.0, "step": 10},
              {"epoch": 1.0, "eval_loss": 2.5, "eval_runtime": 1.0, "step": 10},
              {"epoch": 2.0, "loss": 1.0, "step": 20},
              {"epoch": 2.0, "eval_loss": NaN, "step": 20}]}
            """);
        logs.finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(epochs().get(0).step()).hasValue(10);
        assertThat(epochs().get(0).metrics())
                .containsEntry("train/loss", 2.0)
                .containsEntry("validation/loss", 2.5)
                .containsEntry("gradient/norm", 1.5);
        assertThat(epochs().get(1).metrics()).containsEntry("validation/loss", Double.NaN);
    }

    @Test
    void shouldReadEventFilesByEpochs() throws Exception {
        LogFiles logs = logs(new MetricFiles.EventFiles("tb", Axis.EPOCH));
        try (TensorBoardWriter train = new TensorBoardWriter(folder.resolve("tb/train"), Clock.systemUTC());
                TensorBoardWriter validation =
                        new TensorBoardWriter(folder.resolve("tb/validation"), Clock.systemUTC())) {
            for (int epoch = 0; epoch < 3; epoch++) {
                train.scalar("epoch_loss", epoch, Instant.now(), 1.0 / (epoch + 1));
                validation.scalar("epoch_loss", epoch, Instant.now(), 2.0 / (epoch + 1));
            }
        }
        logs.read(reports::add);
        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        logs.finish(reports::add);

        assertThat(epochs()).hasSize(3);
        assertThat(epochs().get(1).metrics()).isEqualTo(Map.of("train/loss", 0.5, "validation/loss", 1.0));
    }

    @Test
    void shouldReadEventFilesBySteps() throws Exception {
        LogFiles logs = logs(new MetricFiles.EventFiles("tb/**", Axis.STEP));
        try (TensorBoardWriter writer = new TensorBoardWriter(folder.resolve("tb"), Clock.systemUTC())) {
            for (int step = 10; step <= 40; step += 10) {
                writer.scalar("epoch", step, Instant.now(), (step - 1) / 20);
                writer.scalar("eval/loss", step, Instant.now(), step);
                writer.text("note", step, Instant.now(), "nothing for a curve");
            }
        }
        logs.finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(epochs())
                .extracting(end -> end.metrics().get("validation/loss"))
                .containsExactly(20.0, 40.0);
    }

    @Test
    void shouldCountTheEpochsOfAnEventFileAnewThatTookThePlaceOfAnother() throws Exception {
        LogFiles logs = logs(new MetricFiles.EventFiles("tb/events.out.tfevents.1", Axis.STEP));
        Path file = folder.resolve("tb/events.out.tfevents.1");
        Files.move(
                events("first", 50, 0, 1, 2),
                Files.createDirectories(file.getParent()).resolve(file));
        logs.read(reports::add);
        reports.clear();
        Files.move(events("second", 1, 0), file, StandardCopyOption.REPLACE_EXISTING);
        logs.read(reports::add);
        logs.finish(reports::add);

        assertThat(ReportKinds.of(Report.Reading.class, reports))
                .extracting(report -> report.epoch().orElse(0))
                .isNotEmpty()
                .containsOnly(1);
    }

    /** A file in which a step lies in each of the epochs, counted from 0. */
    private Path events(String name, int firstStep, int... epochs) throws Exception {
        try (TensorBoardWriter writer = new TensorBoardWriter(folder.resolve(name), Clock.systemUTC())) {
            for (int epoch : epochs) {
                writer.scalar("epoch", firstStep + epoch, Instant.now(), epoch);
                writer.scalar("loss", firstStep + epoch, Instant.now(), 1);
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void shouldSayWhereAnEventFileIsNone() throws Exception {
        LogFiles logs = logs(new MetricFiles.EventFiles("tb", Axis.STEP));
        Files.createDirectories(folder.resolve("tb"));
        Files.write(
                folder.resolve("tb/events.out.tfevents.1.host"),
                "this is no file of TensorBoard at all".getBytes(StandardCharsets.UTF_8));
        logs.finish(reports::add);

        assertThat(problems()).singleElement().asString().contains("no records of TensorBoard");
    }
}
