package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on tables of which some rows cannot be read. */
class BadRecordsIT {
    private static final int EPOCHS = 6;

    @TempDir
    private Path folder;

    private Path rows;

    @BeforeEach
    void writeATableWithBadRows() throws Exception {
        rows = folder.resolve("rows.parquet");
        try (Connection database = DuckDb.open(TestEngine.libraries());
                Statement statement = database.createStatement()) {
            statement.execute(
                    "COPY (SELECT * REPLACE (CASE WHEN row % 300 = 17 THEN NULL WHEN row % 300 = 18 THEN 'x' ELSE"
                            + " pixel_2_4 END AS pixel_2_4) FROM (SELECT *, row_number() OVER () AS row FROM read_csv('"
                            + Specifications.EXAMPLE.resolve("digits.csv") + "', all_varchar = true))) TO '" + rows
                            + "'");
        }
    }

    private Path specification() throws Exception {
        Path spec = Specifications.resumable(folder, EPOCHS);
        return Files.writeString(
                spec,
                Files.readString(spec)
                        .replace(
                                Specifications.EXAMPLE.resolve("digits.csv").toString(),
                                rows + ", ignore: [row], badRecords: {skip: 20}"));
    }

    @Test
    void shouldGoOnWithTheSameRowsLeftOut() throws Exception {
        Path spec = specification();
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        CommandHere.run("run", spec, "--out", whole.root()).exitsWith(0);
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.trainAndKill(spec);

        TrainerProcess.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);

        assertThat(run.events(Resumed.class)).hasSize(1).allMatch(resumed -> resumed.step() > 0);
        assertThat(run.events(Warning.class))
                .extracting(Warning::message)
                .anyMatch(message -> message.contains("rows.parquet: 12 bad records were left out, of 20 that may be"))
                .anyMatch(message -> message.contains("rows.parquet, row 17, column \"pixel_2_4\": the cell is empty"))
                .anyMatch(message ->
                        message.contains("rows.parquet, row 18, column \"pixel_2_4\": \"x\" is not a number"));
        run.requireTheSameAs(whole, "killed with bad records");
    }
}
