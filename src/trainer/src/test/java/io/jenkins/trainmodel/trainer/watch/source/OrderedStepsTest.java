package io.jenkins.trainmodel.trainer.watch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Epochs that are told by steps, in several files. */
class OrderedStepsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final List<Report> reports = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();
    private final OrderedSteps steps = new OrderedSteps(PATIENCE, now::get);
    private final ReportSource train = new Nothing();
    private final ReportSource validation = new Nothing();

    private void add(ReportSource source, int epoch, long step, String metric) {
        OptionalInt of = epoch > 0 ? OptionalInt.of(epoch) : OptionalInt.empty();
        steps.add(source, new Report.Reading(of, step, Map.of(metric, (double) step)));
        steps.release(List.of(train, validation), reports::add);
    }

    private List<Map<String, Double>> epochs() {
        return ReportKinds.of(Report.EpochEnd.class, reports).stream()
                .map(Report.EpochEnd::metrics)
                .toList();
    }

    private List<Long> told() {
        return ReportKinds.of(Report.Reading.class, reports).stream()
                .map(Report.Reading::step)
                .toList();
    }

    @Test
    void shouldEndAnEpochWhenTheOtherFileHasSaidAsMuchAsInTheOneBefore() {
        add(train, 1, 10, "train/loss");
        add(train, 2, 11, "train/loss");
        assertThat(told())
                .as("the first epoch waits for a file that has said nothing")
                .containsExactly(10L);
        add(validation, 0, 10, "validation/loss");
        assertThat(epochs()).containsExactly(Map.of("train/loss", 10.0, "validation/loss", 10.0));
        add(validation, 0, 20, "validation/loss");
        add(train, 2, 20, "train/loss");
        add(train, 3, 21, "train/loss");
        assertThat(epochs().get(1)).isEqualTo(Map.of("train/loss", 20.0, "validation/loss", 20.0));
        add(train, 3, 30, "train/loss");
        add(train, 4, 31, "train/loss");
        assertThat(epochs()).hasSize(2);
        assertThat(told()).as("live until its end").endsWith(21L, 30L);
        add(validation, 0, 31, "validation/loss");

        assertThat(epochs())
                .as("further on than the end, so that nothing of before will come")
                .hasSize(3);
        assertThat(epochs().get(2)).isEqualTo(Map.of("train/loss", 30.0));
        assertThat(told()).isSorted();
    }

    @Test
    void shouldWaitNoLongerThanWritersKeepValuesBack() {
        add(train, 1, 10, "train/loss");
        add(validation, 1, 10, "validation/loss");
        add(train, 2, 11, "train/loss");
        add(train, 3, 21, "train/loss");
        assertThat(epochs()).hasSize(1);
        now.set(PATIENCE.toNanos());
        steps.release(List.of(train, validation), reports::add);
        assertThat(epochs()).hasSize(2);
        add(train, 4, 31, "train/loss");

        assertThat(epochs()).as("a file that had no part of the epoch before").hasSize(3);
    }

    @Test
    void shouldWaitForNothingAtTheEnd() {
        add(train, 1, 10, "train/loss");
        add(train, 2, 11, "train/loss");
        steps.releaseAll(List.of(train, validation), reports::add);
        steps.end(reports::add);

        assertThat(epochs()).hasSize(2);
        assertThat(steps.holds(train)).isFalse();
    }

    @Test
    void shouldHaveTheValidationOfATableOfItsOwnInTheEpoch() throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        LogFiles logs = LogFiles.of(
                new MetricFiles.CsvLogs("logs/*.csv"),
                new PatternFiles(folder, folder.resolve("run")),
                folder.resolve("note.json"),
                new MetricPaths(Map.of()));
        Path training = Files.writeString(folder.resolve("logs/train.csv"), "epoch,step,train_loss\n0,10,1\n0,20,2\n");
        Path validating = Files.writeString(folder.resolve("logs/val.csv"), "epoch,step,val_loss\n0,10,3\n");
        logs.read(reports::add);
        for (int epoch = 1; epoch < 4; epoch++) {
            append(training, "%d,%d,4\n".formatted(epoch, 20 * epoch + 10));
            append(validating, "%d,%d,5\n".formatted(epoch - 1, 20 * epoch));
            append(training, "%d,%d,6\n".formatted(epoch, 20 * epoch + 20));
            logs.read(reports::add);
            assertThat(told()).isSorted();
        }
        logs.finish(reports::add);

        assertThat(epochs()).hasSize(4);
        assertThat(epochs().subList(0, 3)).allMatch(metrics -> metrics.get("validation/loss") == 5);
    }

    private static void append(Path file, String row) throws Exception {
        Files.writeString(file, Files.readString(file) + row);
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
}
