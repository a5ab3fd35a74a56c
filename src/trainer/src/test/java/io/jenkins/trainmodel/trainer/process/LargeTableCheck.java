package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.io.IOException;
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
 * A table trains whose rows lie on the disk, of any size, is killed behind a checkpoint, and goes on: it takes 4 bytes a cell below the cache
 * directory. By default that is 0.4 GB, which the heap could hold as well; {@code -Dtable.rows=10000000 -Dtable.columns=1000} makes it 40 GB,
 * and takes hours; {@code -Dtable.steps} ends it earlier.
 */
class LargeTableCheck {
    private static final int ROWS = Integer.getInteger("table.rows", 1_000_000);
    private static final int COLUMNS = Integer.getInteger("table.columns", 100);
    private static final int STEPS = Integer.getInteger("table.steps", Integer.MAX_VALUE);
    private static final int LONGEST_MINUTES = Integer.getInteger("table.minutes", 60);
    private static final String HEAP = "-Xmx" + System.getProperty("table.heap", "2g");

    /** More rows are made of files with the same ones, since to make rows takes longer than to read them. */
    private static final int ROWS_OF_A_FILE = 100_000;

    @TempDir
    private Path folder;

    @Test
    void shouldTrainOnATableOfTheSizeThatIsAskedForAndGoOnAfterAKill() throws Exception {
        write(Files.createDirectory(folder.resolve("rows")));
        Path spec = specification();
        RunFolder run = new RunFolder(folder.resolve("run"));

        TrainerProcess process = start("run", spec, "--out", run.root());
        assertThat(run.await(process, CheckpointSaved.class, saved -> true, LONGEST_MINUTES))
                .isTrue();
        process.kill();
        start("run", spec, "--out", run.root(), "--resume")
                .await(LONGEST_MINUTES)
                .exitsWith(0);

        assertThat(run.events(Resumed.class)).hasSize(1);
        run.requireWholeLog();
        Started started = run.events(Started.class).get(0);
        assertThat(started.trainSamples() + started.validationSamples()).isEqualTo(ROWS);
        List<Epoch> epochs = run.events(Epoch.class);
        assertThat(epochs.get(epochs.size() - 1).metrics().get("validation/accuracy"))
                .isGreaterThan(0.6);
    }

    private static TrainerProcess start(Object... arguments) throws IOException {
        return TrainerProcess.start(List.of(HEAP), TrainerProcess::withBothCompilers, arguments);
    }

    /** Whole numbers below 251, and which rows have two of them that are large together. */
    private void write(Path rows) throws Exception {
        String columns = IntStream.rangeClosed(1, COLUMNS)
                .mapToObj(column -> "(hash(range * %d + %d) %% 251)::FLOAT AS x%d".formatted(COLUMNS, column, column))
                .collect(Collectors.joining(", "));
        int count = Math.min(ROWS, ROWS_OF_A_FILE);
        Path first = rows.resolve("0.parquet");
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute("SET preserve_insertion_order = false");
            statement.execute("COPY (SELECT ['red', 'green', 'blue'][1 + range % 3] AS colour, " + columns
                    + ", (x1 + x2 > 250)::INT AS y FROM range(" + count + ")) TO '" + first
                    + "' (ROW_GROUP_SIZE 20000)");
        }
        for (int file = 1; file < ROWS / count; file++) {
            Files.createLink(rows.resolve(file + ".parquet"), first);
        }
    }

    private Path specification() throws IOException {
        return Files.writeString(folder.resolve("train.yaml"), """
            data:
              type: table
              files: {rows: rows}
              query: select * from rows
              label: y
              standardize: true
              validation: 0.1
              columns: {colour: category}
            model: {type: mlp, hidden: [16]}
            training: {batchSize: 1024}
            stopWhen: [{maxEpochs: 1}, {maxSteps: %d}]
            checkpoint: {everySteps: 100}
            device: {type: cpu, threads: 2}
            """.formatted(STEPS));
    }
}
