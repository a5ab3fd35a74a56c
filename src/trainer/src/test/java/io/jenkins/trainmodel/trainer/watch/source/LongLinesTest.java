package io.jenkins.trainmodel.trainer.watch.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands behind a line that no read takes as a whole. */
class LongLinesTest {
    private static final String EPOCH = "{\"epoch\": %d, \"loss\": 1}%n";

    @TempDir
    private Path folder;

    private final List<Report> reports = new ArrayList<>();

    private JsonLinesSource source(int longLine) throws Exception {
        Path file = Files.writeString(
                folder.resolve("metrics.jsonl"),
                EPOCH.formatted(1) + "x".repeat(longLine) + "\n" + EPOCH.formatted(2) + EPOCH.formatted(3));
        return new JsonLinesSource(file, new MetricPaths(Map.of()));
    }

    private void requireAll() {
        assertThat(ReportKinds.of(Report.EpochEnd.class, reports).stream().map(Report.EpochEnd::epoch))
                .containsExactly(1, 2, 3);
        assertThat(reports)
                .contains(new Report.Unreadable("metrics.jsonl, line 2: the line is longer than a mebibyte"))
                .hasSize(4);
    }

    @Test
    void shouldReadAtTheEndWhatStandsBehindALongLine() throws Exception {
        source(5_000_000).finish(reports::add);

        requireAll();
    }

    @Test
    void shouldSayThatMoreIsThereWhereAReadGivesNothing() throws Exception {
        AllSources all = new AllSources(List.of(source(5_000_000)));
        all.read(reports::add);
        reports.clear();

        all.read(reports::add);

        assertThat(reports).isEmpty();
        assertThat(all.hasMore()).isTrue();
    }

    @Test
    void shouldReadAllOfItAsLongAsThereIsMore() throws Exception {
        AllSources all = new AllSources(List.of(source(2_000_000)));
        do {
            all.read(reports::add);
        } while (all.hasMore());

        requireAll();
    }
}
