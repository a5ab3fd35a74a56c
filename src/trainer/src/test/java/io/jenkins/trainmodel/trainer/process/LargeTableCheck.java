package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table trains whose rows lie on the disk, of any size: it takes 8 bytes a cell below the cache directory. By default that is 0.8 GB, which the
 * heap could hold as well; {@code -Dtable.rows=10000000 -Dtable.columns=1000} makes it 80 GB, and takes hours.
 */
class LargeTableCheck {
    private static final int ROWS = Integer.getInteger("table.rows", 1_000_000);
    private static final int COLUMNS = Integer.getInteger("table.columns", 100);
    private static final int LONGEST_MINUTES = Integer.getInteger("table.minutes", 60);
    private static final String HEAP = "-Xmx" + System.getProperty("table.heap", "2g");

    @TempDir
    private Path folder;

    @Test
    void shouldTrainOnATableOfTheSizeThatIsAskedFor() throws Exception {
        String columns = IntStream.range(1, COLUMNS)
                .mapToObj(
                        column -> "((range * 7919 + %d * 104729) %% 1000003)::DOUBLE AS x%d".formatted(column, column))
                .collect(Collectors.joining(", "));
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            statement.execute("COPY (SELECT ['red', 'green', 'blue'][1 + range % 3] AS colour, " + columns
                    + ", range % 2 AS y FROM range(" + ROWS + ")) TO '" + folder.resolve("rows.parquet") + "'");
        }
        Path spec = Files.writeString(folder.resolve("train.yaml"), """
            data:
              type: table
              files: {rows: rows.parquet}
              query: select * from rows
              label: y
              standardize: true
              validation: 0.1
              columns: {colour: category}
            model: {type: mlp, hidden: [16]}
            training: {batchSize: 1024}
            stopWhen: [{maxEpochs: 1}]
            device: {type: cpu, threads: 2}
            """);
        RunFolder run = new RunFolder(folder.resolve("run"));

        TrainerProcess.start(List.of(HEAP), TrainerProcess::withBothCompilers, "run", spec, "--out", run.root())
                .await(LONGEST_MINUTES)
                .exitsWith(0);

        Started started = run.events(Started.class).get(0);
        assertThat(started.trainSamples() + started.validationSamples()).isEqualTo(ROWS);
        assertThat(run.finished().epoch()).isEqualTo(1);
    }
}
