package io.jenkins.trainmodel.trainer.data.parquet;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.sql.Sql;
import io.jenkins.trainmodel.trainer.data.sql.SqlRows;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Parquet file, read by DuckDB row by row: a row group at a time is in memory, however large the file is.
 *
 * @param libraries where DuckDB is fetched from
 */
public record ParquetFile(Path path, LibraryRequest libraries) {
    /** Some writers do not say that their bytes are text; folders named like NAME=VALUE are no columns. */
    public static final String OPTIONS = "binary_as_string=true,hive_partitioning=false";

    private static final String TEXT = "VARCHAR";

    /** Takes the texts of a column. */
    @FunctionalInterface
    public interface TextSink {
        void text(String text) throws IOException;
    }

    /** By its name. */
    public static boolean isOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".parquet") || name.endsWith(".pq");
    }

    /**
     * Gives the texts of a column to the sink, in the order of the rows.
     *
     * @throws DataException if the file cannot be read, has no such column, or a row has no text there
     */
    public void texts(String column, TextSink sink) throws IOException {
        try (Connection database = open();
                Statement statement = database.createStatement()) {
            requireText(column, SqlRows.types(statement, source()));
            try (ResultSet rows = statement.executeQuery("SELECT " + Sql.name(column) + " FROM " + source())) {
                give(column, rows, sink);
            }
        } catch (SQLException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** A database that reads the file. */
    Connection open() {
        return DuckDb.open(libraries);
    }

    DataException unreadable(SQLException failure) {
        return new DataException(path + ": is no Parquet file that can be read: "
                + failure.getMessage().lines().findFirst().orElse(""));
    }

    private void give(String column, ResultSet rows, TextSink sink) throws SQLException, IOException {
        for (long row = 1; rows.next(); row++) {
            String text = rows.getString(1);
            if (text == null) {
                throw new DataException(path + ": row " + row + " has no text in the column " + Quoted.of(column)
                        + "; leave such rows out when the file is written");
            }
            sink.text(text);
        }
    }

    private void requireText(String column, Map<String, String> types) {
        List<String> texts = new ArrayList<>(types.keySet());
        texts.removeIf(name -> !types.get(name).equals(TEXT));
        String others = texts.isEmpty()
                ? "; none of its columns is text"
                : "; name one of " + Listing.of(texts) + " as field in the data";
        if (!types.containsKey(column)) {
            throw new DataException(path + ": has no column " + Quoted.of(column) + others);
        }
        if (!types.get(column).equals(TEXT)) {
            throw new DataException(path + ": the column " + Quoted.of(column) + " is of the type " + types.get(column)
                    + " and no text" + others);
        }
    }

    String source() {
        return "read_parquet(" + Sql.file(path) + ", " + OPTIONS + ")";
    }
}
