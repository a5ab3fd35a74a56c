package io.jenkins.trainmodel.trainer.data.sql;

import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of a result, with cells as a CSV file would have them: what is missing is empty, moments are in ISO 8601, those with a zone in UTC. The
 * first row names the columns.
 */
public final class SqlRows {
    private final List<String> columns;
    private final Connection database;
    private final String select;
    private final ResultSet cells;
    private long row;
    private boolean header = true;

    /** @param from what is selected, as it stands behind FROM */
    public SqlRows(Statement statement, String from) throws SQLException {
        Map<String, String> types = types(statement, from);
        columns = List.copyOf(types.keySet());
        database = statement.getConnection();
        select = types.entrySet().stream()
                .map(column -> cell(column.getKey(), column.getValue()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
        try {
            cells = statement.executeQuery(select);
        } catch (SQLException untold) {
            throw told(untold);
        }
    }

    /** A result that is given row by row does not tell what failed; one that is only measured does, and keeps no rows. */
    private SQLException told(SQLException untold) {
        try (Statement measured = database.createStatement()) {
            measured.execute("EXPLAIN ANALYZE " + select);
            return untold;
        } catch (SQLException told) {
            told.addSuppressed(untold);
            return told;
        }
    }

    /** The columns with their types in SQL, in their order. */
    public static Map<String, String> types(Statement statement, String from) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + from)) {
            while (described.next()) {
                types.put(described.getString("column_name"), described.getString("column_type"));
            }
        }
        return types;
    }

    private static String cell(String column, String type) {
        String name = Sql.name(column);
        if (type.startsWith("TIMESTAMP WITH")) {
            return "strftime(make_timestamp(epoch_us(" + name + ")), '%Y-%m-%dT%H:%M:%S.%fZ')";
        }
        return type.startsWith("TIMESTAMP")
                ? "strftime(" + name + ", '%Y-%m-%dT%H:%M:%S.%f')"
                : "CAST(" + name + " AS VARCHAR)";
    }

    public Optional<Row> next() throws SQLException {
        if (header) {
            header = false;
            return Optional.of(new Cells(columns));
        }
        try {
            return cells.next() ? Optional.of(read()) : Optional.empty();
        } catch (SQLException untold) {
            throw told(untold);
        }
    }

    private Row read() throws SQLException {
        row++;
        List<String> values = new ArrayList<>(columns.size());
        for (int column = 1; column <= columns.size(); column++) {
            String value = cells.getString(column);
            values.add(value == null ? "" : value);
        }
        return new Cells(values);
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

    /** Of the row that was given last, counted from 1; 0: none was. */
    public long row() {
        return row;
    }
}
