package io.jenkins.trainmodel.trainer.watch.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.watch.MetricFiles;
import io.jenkins.trainmodel.trainer.watch.file.PatternFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table that say something else than they should. */
class CsvRowsTest {
    private static final String HEADER = "epoch,accuracy,loss,val_accuracy\n";

    @TempDir
    private Path folder;

    private final List<Report> reports = new ArrayList<>();
    private Path table;

    @BeforeEach
    void name() {
        table = folder.resolve("log.csv");
    }

    private LogFiles logs() throws Exception {
        return LogFiles.of(
                new MetricFiles.CsvLogs("log.csv"),
                new PatternFiles(folder, folder.resolve("run")),
                folder.resolve("note.json"),
                new MetricPaths(Map.of()));
    }

    private void write(String text) throws Exception {
        Files.writeString(table, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Integer> epochs() {
        return ReportKinds.of(Report.EpochEnd.class, reports).stream()
                .map(Report.EpochEnd::epoch)
                .toList();
    }

    private List<String> problems() {
        return ReportKinds.of(Report.Unreadable.class, reports).stream()
                .map(Report.Unreadable::problem)
                .toList();
    }

    @Test
    void shouldPassOverARowWhoseEpochIsNoNumber() throws Exception {
        LogFiles logs = logs();
        write(HEADER + "0,0.5,1,0.5\nTraceback,0.99,2,0.99\n\n,0.99,2,0.99\nnan,1,1,1\n-1,1,1,1\n1,0.6,1,0.6\n");
        logs.finish(reports::add);

        assertThat(epochs()).containsExactly(1, 2);
        assertThat(problems())
                .containsExactly(
                        "log.csv, line 3: epoch is no number of an epoch",
                        "log.csv, line 5: epoch is no number of an epoch",
                        "log.csv, line 6: epoch is no number of an epoch",
                        "log.csv, line 7: epoch is no number of an epoch");
    }

    @Test
    void shouldCountTheRowsOfATableWithoutEpochs() throws Exception {
        LogFiles logs = logs();
        write("accuracy,loss\n0.5,1\n0.6,Traceback\n0.7,1\n");
        logs.finish(reports::add);

        assertThat(epochs()).containsExactly(1, 2, 3);
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldCountLinesThatWereThereBeforeTheRun() throws Exception {
        write(HEADER + "0,0.5,1,0.5\n1,0.5,1,0.5\n");
        LogFiles logs = logs();
        write("2,0.5,1,0.5\nTraceback,0.99,2,0.99\n");
        logs.read(reports::add);
        Files.writeString(table, HEADER + "Traceback,0.99,2,0.99\n");
        logs.read(reports::add);
        logs.finish(reports::add);

        assertThat(problems())
                .containsExactly(
                        "log.csv, line 5: epoch is no number of an epoch",
                        "log.csv, line 2: epoch is no number of an epoch");
    }

    @Test
    void shouldTakeAHeaderThatComesInPieces() throws Exception {
        LogFiles logs = logs();
        write("epoch,lo");
        logs.read(reports::add);
        write("ss\n0,1\nTraceback,1\n");
        logs.read(reports::add);
        logs.finish(reports::add);

        assertThat(epochs()).containsExactly(1);
        assertThat(problems()).containsExactly("log.csv, line 3: epoch is no number of an epoch");
    }
}
