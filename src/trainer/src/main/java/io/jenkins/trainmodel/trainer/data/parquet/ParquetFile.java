package io.jenkins.trainmodel.trainer.data.parquet;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.sql.Sql;
import io.jenkins.trainmodel.trainer.data.sql.SqlRows;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A Parquet file, read by DuckDB row by row: a row group at a time is in memory, however large the file is.
 *
 * @param libraries where DuckDB is fetched from
 */
public record ParquetFile(Path path, LibraryRequest libraries) {
    /** Some writers do not say that their bytes are text; folders named like NAME=VALUE are no columns. */
    public static final String OPTIONS = "binary_as_string=true,hive_partitioning=false";

    /** Bytes that are not said to be text: DuckDB would refuse the whole file where they are none, and name no row. */
    private static final String BYTES = "BLOB";

    private static final Set<String> TEXT = Set.of("VARCHAR", BYTES);

    /** Takes the texts of a column, in UTF-8. */
    @FunctionalInterface
    public interface TextSink {
        void text(byte[] text) throws IOException;
    }

    /** By its name. */
    public static boolean isOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".parquet") || name.endsWith(".pq");
    }

    /**
     * Gives the texts of a column to the sink, in the order of the rows.
     *
     * @param bad takes what is wrong with a row that has no text there, or none in UTF-8; what it throws ends the reading
     * @throws DataException if the file cannot be read or has no such column
     */
    public void texts(String column, TextSink sink, Consumer<DataException> bad) throws IOException {
        try (Connection database = open();
                Statement statement = database.createStatement()) {
            String source = source("hive_partitioning=false");
            Map<String, String> types = SqlRows.types(statement, source);
            requireText(column, types);
            boolean bytes = types.get(column).equals(BYTES);
            try (ResultSet rows = statement.executeQuery("SELECT " + Sql.name(column) + " FROM " + source)) {
                for (long row = 1; rows.next(); row++) {
                    give(bytes ? rows.getBytes(1) : encoded(rows.getString(1)), column, row, sink, bad);
                }
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

    private void give(byte[] text, String column, long row, TextSink sink, Consumer<DataException> bad)
            throws IOException {
        if (text == null) {
            bad.accept(new DataException(path + ": row " + row + " has no text in the column " + Quoted.of(column)
                    + "; leave such rows out when the file is written, or by badRecords in the data"));
        } else if (isText(text)) {
            sink.text(text);
        } else {
            bad.accept(new DataException(path + ": row " + row + " is not UTF-8 in the column " + Quoted.of(column)
                    + "; convert it when the file is written, or leave such rows out by badRecords in the data"));
        }
    }

    private static byte[] encoded(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isText(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private void requireText(String column, Map<String, String> types) {
        List<String> texts = new ArrayList<>(types.keySet());
        texts.removeIf(name -> !TEXT.contains(types.get(name)));
        String others = texts.isEmpty()
                ? "; none of its columns is text"
                : "; name one of " + Listing.of(texts) + " as field in the data";
        if (!types.containsKey(column)) {
            throw new DataException(path + ": has no column " + Quoted.of(column) + others);
        }
        if (!TEXT.contains(types.get(column))) {
            throw new DataException(path + ": the column " + Quoted.of(column) + " is of the type " + types.get(column)
                    + " and no text" + others);
        }
    }

    String source() {
        return source(OPTIONS);
    }

    private String source(String options) {
        return "read_parquet(" + Sql.file(path) + ", " + options + ")";
    }
}
