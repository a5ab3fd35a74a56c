package io.jenkins.trainmodel.trainer.data.csv;

import static io.jenkins.trainmodel.trainer.data.csv.CsvSpec.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.spec.data.ColumnSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.rows.MemoryBudget;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while statistics are learned from a table that was read. */
class StatisticsProgressTest {
    private static final String STATISTICS = "the rows of data.csv for their statistics";

    @TempDir
    private Path folder;

    private final List<Long> done = new ArrayList<>();
    private final List<Long> totals = new ArrayList<>();

    private LoadedData load(CsvSpec spec) {
        Tables files = new Tables(TestEngine.libraries(), (source, far, total) -> {
            if (source.equals(STATISTICS)) {
                done.add(far);
                totals.add(total);
            }
        });
        return new CsvData(spec.build(), files, MemoryBudget.ofHeap()).load(1, Optional.empty());
    }

    private void assertToldUpTo(long passes, LoadedData data) {
        assertThat(done).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
        assertThat(totals).containsOnly(passes * data.train().size());
        assertThat(done.get(done.size() - 1)).isLessThanOrEqualTo(totals.get(0)).isGreaterThan(totals.get(0) / 2);
    }

    @Test
    void shouldTellHowFarMeansAndDeviationsAre() throws Exception {
        assertToldUpTo(2, load(csv(new CsvFiles(folder).manyRows(20_000), "y").standardize()));
    }

    @Test
    void shouldTellHowFarLearningOfColumnsIs() throws Exception {
        CsvSpec spec = csv(new CsvFiles(folder).manyRows(20_000), "y")
                .column("z", new ColumnSpec.Numbers(Optional.of(ColumnSpec.Missing.MEAN)));

        assertToldUpTo(3, load(spec));
    }
}
