package io.jenkins.trainmodel.trainer.watch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.spec.watch.MetricFiles.Axis;
import io.jenkins.trainmodel.trainer.tensorboard.TensorBoardWriter;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that write several files at once. */
class SeveralFilesTest {
    @TempDir
    private Path folder;

    private final List<Report> reports = new ArrayList<>();

    private LogFiles logs(MetricFiles kind) throws Exception {
        return LogFiles.of(
                kind,
                new PatternFiles(folder, folder.resolve("run")),
                folder.resolve("note.json"),
                new MetricPaths(Map.of()));
    }

    private Path write(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<Report.EpochEnd> epochs() {
        return ReportKinds.of(Report.EpochEnd.class, reports);
    }

    private List<Long> steps() {
        return ReportKinds.of(Report.Reading.class, reports).stream()
                .map(Report.Reading::step)
                .toList();
    }

    @Test
    void shouldReadTrainingAndValidationInTheOrderOfTheirSteps() throws Exception {
        LogFiles logs = logs(new MetricFiles.EventFiles("tb", Axis.STEP));
        try (TensorBoardWriter train = new TensorBoardWriter(folder.resolve("tb/train"), Clock.systemUTC());
                TensorBoardWriter validation =
                        new TensorBoardWriter(folder.resolve("tb/validation"), Clock.systemUTC())) {
            for (int step = 1; step <= 40; step++) {
                train.scalar("epoch", step, Instant.now(), (step - 1) / 20);
                train.scalar("loss", step, Instant.now(), step);
            }
            for (int step = 10; step <= 40; step += 10) {
                validation.scalar("loss", step, Instant.now(), 100 + step);
            }
        }
        logs.read(reports::add);
        logs.finish(reports::add);

        assertThat(steps()).hasSize(44).isSorted();
        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2);
        assertThat(epochs().get(0).metrics()).isEqualTo(Map.of("train/loss", 20.0, "validation/loss", 120.0));
        assertThat(epochs().get(1).metrics()).isEqualTo(Map.of("train/loss", 40.0, "validation/loss", 140.0));
    }

    @Test
    void shouldCountForNoEpochWhatComesLateOfOneThatIsOver() {
        StepEpochs epochs = new StepEpochs();
        epochs.read(new Report.Reading(OptionalInt.of(1), 20, Map.of("train/loss", 1.0)), reports::add);
        epochs.read(new Report.Reading(OptionalInt.of(2), 21, Map.of("train/loss", 2.0)), reports::add);
        epochs.read(new Report.Reading(OptionalInt.empty(), 20, Map.of("validation/loss", 3.0)), reports::add);
        epochs.read(new Report.Reading(OptionalInt.of(1), 20, Map.of("validation/accuracy", 4.0)), reports::add);
        epochs.end(reports::add);

        assertThat(steps()).containsExactly(20L, 21L, 20L, 20L);
        assertThat(epochs())
                .extracting(Report.EpochEnd::metrics)
                .containsExactly(Map.of("train/loss", 1.0), Map.of("train/loss", 2.0));
    }

    /** A file is read a mebibyte at a time, and what the other says of later steps has to wait. */
    @Test
    void shouldHoldBackWhatLiesBehindTheRestOfALongFile() throws Exception {
        StringBuilder rows = new StringBuilder("epoch,step,train_loss\n");
        int last = 100_000;
        for (int step = 1; step <= last; step++) {
            rows.append("0,").append(step).append(",0.12500000\n");
        }
        write("logs/train/metrics.csv", "");
        write("logs/validation/metrics.csv", "");
        LogFiles logs = logs(new MetricFiles.CsvLogs("logs/**"));
        write("logs/train/metrics.csv", rows.toString());
        write("logs/validation/metrics.csv", "epoch,step,val_loss\n0,%d,1\n0,%d,2\n".formatted(50_000, last));
        logs.read(reports::add);
        assertThat(steps()).hasSizeLessThan(last);
        logs.finish(reports::add);

        assertThat(steps()).hasSize(last + 2).isSorted();
    }

    /** As of images that lie before the first scalar. */
    @Test
    void shouldHoldBackAllWhileALongFileHasSaidNoStepYet() throws Exception {
        String nothing = "epoch,step,val_loss\n".repeat(120_000);
        write("logs/train/metrics.csv", "");
        write("logs/validation/metrics.csv", "");
        LogFiles logs = logs(new MetricFiles.CsvLogs("logs/**"));
        write("logs/train/metrics.csv", "epoch,step,train_loss\n0,10,1\n0,20,2\n1,30,3\n");
        write("logs/validation/metrics.csv", nothing + "0,20,4\n");
        logs.read(reports::add);
        assertThat(reports).isEmpty();
        logs.finish(reports::add);

        assertThat(steps()).containsExactly(10L, 20L, 20L, 30L);
        assertThat(epochs().get(0).metrics()).isEqualTo(Map.of("train/loss", 2.0, "validation/loss", 4.0));
    }

    @Test
    void shouldGoOnWithTheFolderOfTheNextVersion() throws Exception {
        LogFiles logs = logs(new MetricFiles.CsvLogs("lightning_logs/**/metrics.csv"));
        write("lightning_logs/version_0/metrics.csv", "epoch,step,train_loss\n0,9,1\n1,19,2\n");
        logs.read(reports::add);
        write("lightning_logs/version_1/metrics.csv", "epoch,step,train_loss\n2,29,3\n3,39,4\n");
        logs.finish(reports::add);

        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2, 3, 4);
        assertThat(steps()).containsExactly(9L, 19L, 29L, 39L);
    }

    @Test
    void shouldPutTheRowsOfTwoTablesTogether() throws Exception {
        LogFiles logs = logs(new MetricFiles.CsvLogs("logs/*.csv"));
        write("logs/a.csv", "epoch,loss\n0,1\n1,2\n");
        write("logs/b.csv", "epoch,val_loss\n0,3\n");
        logs.read(reports::add);
        assertThat(epochs())
                .singleElement()
                .satisfies(
                        end -> assertThat(end.metrics()).isEqualTo(Map.of("train/loss", 1.0, "validation/loss", 3.0)));
        write("logs/b.csv", "epoch,val_loss\n0,3\n1,4\n");
        logs.finish(reports::add);

        assertThat(epochs().get(1).metrics()).isEqualTo(Map.of("train/loss", 2.0, "validation/loss", 4.0));
    }

    @Test
    void shouldWaitForAPartOfAnEpochAsLongAsItsWriterMayKeepItBack() {
        AtomicLong now = new AtomicLong();
        EpochPieces pieces = EpochPieces.ofValues(now::get);
        ReportSource train = new Nothing();
        ReportSource validation = new Nothing();
        for (int epoch = 1; epoch <= 3; epoch++) {
            pieces.add(train, part(epoch, "train/loss"));
        }
        pieces.add(validation, part(1, "validation/loss"));
        pieces.release(false, reports::add);
        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1);

        pieces.add(validation, part(2, "validation/loss"));
        pieces.release(false, reports::add);
        assertThat(epochs().get(1).metrics()).containsOnlyKeys("train/loss", "validation/loss");

        pieces.add(train, part(4, "train/loss"));
        pieces.release(false, reports::add);
        assertThat(epochs()).hasSize(2);
        now.set(Duration.ofSeconds(131).toNanos());
        pieces.release(false, reports::add);
        assertThat(epochs()).extracting(Report.EpochEnd::epoch).containsExactly(1, 2, 3);
    }

    @Test
    void shouldWaitInTheFirstEpochForATableThatMayStillCome() {
        AtomicLong now = new AtomicLong();
        EpochPieces pieces = EpochPieces.ofRows(now::get);
        ReportSource train = new Nothing();
        pieces.add(train, part(1, "train/loss"));
        pieces.release(false, reports::add);
        assertThat(epochs()).isEmpty();

        pieces.add(new Nothing(), part(1, "validation/loss"));
        pieces.add(train, part(2, "train/loss"));
        pieces.release(false, reports::add);

        assertThat(epochs())
                .singleElement()
                .satisfies(end -> assertThat(end.metrics()).containsOnlyKeys("train/loss", "validation/loss"));
    }

    @Test
    void shouldWaitForNoOtherTableWhereThereCanBeNoneOrNoneHasCome() {
        AtomicLong now = new AtomicLong();
        EpochPieces one = EpochPieces.ofRows(now::get);
        one.add(new Nothing(), part(1, "train/loss"));
        one.release(true, reports::add);
        assertThat(epochs()).hasSize(1);

        EpochPieces any = EpochPieces.ofRows(now::get);
        ReportSource train = new Nothing();
        any.add(train, part(1, "train/loss"));
        now.set(Duration.ofSeconds(11).toNanos());
        any.release(false, reports::add);
        any.add(train, part(2, "train/loss"));
        any.release(false, reports::add);
        assertThat(epochs()).hasSize(3);
    }

    @Test
    void shouldGiveTheRowsOfATableThatIsNamedAtOnce() throws Exception {
        LogFiles logs = logs(new MetricFiles.CsvLogs("log.csv"));
        write("log.csv", "epoch,loss\n0,1\n");
        logs.read(reports::add);

        assertThat(epochs()).hasSize(1);
    }

    private static Report.EpochEnd part(int epoch, String metric) {
        return new Report.EpochEnd(epoch, OptionalLong.empty(), Map.of(metric, 1.0));
    }

    /** A file that need not be read. */
    private static final class Nothing implements ReportSource {
        @Override
        public void read(Consumer<Report> reports) {
            // says nothing
        }

        @Override
        public void finish(Consumer<Report> reports) {
            // says nothing
        }
    }

    @Test
    void shouldSayOnceThatItFollowsNoMoreFiles() throws Exception {
        LogFiles logs = logs(new MetricFiles.CsvLogs("logs/*.csv"));
        for (int i = 0; i < 1002; i++) {
            write("logs/%04d.csv".formatted(i), "");
        }
        logs.read(reports::add);
        logs.finish(reports::add);

        assertThat(reports)
                .containsExactly(new Report.Unreadable(
                        "logs/*.csv matches more than 1,000 files, and those beyond are not read"));
    }
}
