package io.jenkins.trainmodel.trainer.data.parquet;

import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a Parquet file, with cells as a CSV file would have them: what is missing is empty, moments are in ISO 8601, those with a
 * zone in UTC.
 */
public final class ParquetTable implements TableFile {
    private final ParquetFile file;
    private final String fingerprint;
    private final Connection database;
    private final List<String> columns;
    private final long rows;
    private final ResultSet cells;
    private long row;
    private boolean header = true;

    /** @throws DataException if the file cannot be read */
    public ParquetTable(Path path, LibraryRequest libraries, LoadProgress progress) {
        file = new ParquetFile(path, libraries);
        fingerprint = fingerprint(path, progress);
        database = file.open();
        try {
            Statement statement = database.createStatement();
            Map<String, String> types = file.types(statement);
            columns = List.copyOf(types.keySet());
            rows = count(statement);
            cells = statement.executeQuery(types.entrySet().stream()
                    .map(column -> cell(column.getKey(), column.getValue()))
                    .collect(Collectors.joining(", ", "SELECT ", " FROM " + file.source())));
        } catch (SQLException unreadable) {
            close();
            throw file.unreadable(unreadable);
        }
    }

    private static String fingerprint(Path path, LoadProgress progress) {
        try (SourceFile source = SourceFile.open(path, progress)) {
            return source.fingerprint();
        } catch (IOException failure) {
            throw new DataException(path + " cannot be read", failure);
        }
    }

    private long count(Statement statement) throws SQLException {
        try (ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + file.source())) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private static String cell(String column, String type) {
        String name = ParquetFile.name(column);
        if (type.startsWith("TIMESTAMP WITH")) {
            return "strftime(make_timestamp(epoch_us(" + name + ")), '%Y-%m-%dT%H:%M:%S.%fZ')";
        }
        return type.startsWith("TIMESTAMP")
                ? "strftime(" + name + ", '%Y-%m-%dT%H:%M:%S.%f')"
                : "CAST(" + name + " AS VARCHAR)";
    }

    @Override
    public Optional<Row> next() {
        if (header) {
            header = false;
            return Optional.of(new Cells(columns));
        }
        try {
            return cells.next() ? Optional.of(read()) : Optional.empty();
        } catch (SQLException unreadable) {
            throw file.unreadable(unreadable);
        }
    }

    private Row read() throws SQLException {
        row++;
        String[] values = new String[columns.size()];
        for (int column = 0; column < values.length; column++) {
            String value = cells.getString(column + 1);
            values[column] = value == null ? "" : value;
        }
        return new Cells(List.of(values));
    }

    private record Cells(List<String> values) implements Row {
        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String get(int column) {
            return values.get(column);
        }
    }

    @Override
    public long line() {
        return Math.max(1, row);
    }

    @Override
    public String place() {
        return row == 0 ? path().toString() : path() + ", row " + row;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public double done() {
        return rows == 0 ? 1 : Math.max(1.0, row) / rows;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException failure) {
            throw file.unreadable(failure);
        }
    }
}
