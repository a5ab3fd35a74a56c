package io.jenkins.trainmodel.trainer.data.parquet;

import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.trainer.data.sql.Sql;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes Parquet files by DuckDB.
 *
 * @param libraries where DuckDB is fetched from
 */
public record ParquetWriting(LibraryRequest libraries) {
    private static final String OPTIONS = ",header=true,delim=',',quote='\"',escape='\"',auto_detect=false,columns=";

    /**
     * Writes the rows of a CSV file, which appear in the target when all of them are there.
     *
     * @param types by column the type in SQL
     */
    public void write(Path csv, Map<String, String> types, Path target) throws IOException {
        Path folder = Files.createTempDirectory("train-model-parquet");
        Path file = folder.resolve("rows.parquet");
        try (Connection database = DuckDb.open(libraries);
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT * FROM read_csv(" + text(csv) + OPTIONS + columns(types) + ")) TO "
                    + text(file) + " (FORMAT parquet)");
            DurableFiles.write(target, out -> Files.copy(file, out));
        } catch (SQLException failure) {
            throw new IOException(
                    target + ": cannot be written as Parquet: "
                            + failure.getMessage().lines().findFirst().orElse(""),
                    failure);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static String columns(Map<String, String> types) {
        return types.entrySet().stream()
                .map(column -> Sql.text(column.getKey()) + ": '" + column.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(Path file) {
        return Sql.text(file.toString());
    }
}
