package io.jenkins.trainmodel.trainer.data.sql;

import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of a result, with cells as a CSV file would have them: what is missing is empty, moments are in ISO 8601, those with a zone in UTC. The
 * first row names the columns.
 */
public final class SqlRows {
    private static final String MISSING = "";
    private static final String NOT_A_NUMBER = "nan";

    private final Connection database;
    private final Statement statement;
    private final String from;
    private final List<SqlColumn> columns;
    /** By column, whether its cells are given as numbers. */
    private final boolean[] numbers;

    private Optional<ResultSet> cells = Optional.empty();
    private long row;
    private boolean header = true;

    /** @param from what is selected, as it stands behind FROM */
    public SqlRows(Statement statement, String from) throws SQLException {
        database = statement.getConnection();
        this.statement = statement;
        this.from = from;
        columns = types(statement, from).entrySet().stream()
                .map(column -> new SqlColumn(column.getKey(), column.getValue()))
                .toList();
        numbers = new boolean[columns.size()];
    }

    /**
     * Says which columns are read as numbers, before the second row: where they are numbers here as well, they are given as such. To make
     * texts of them and numbers of these took most of the time of reading.
     */
    public void expectNumbers(Set<Integer> expected) {
        expected.forEach(column -> numbers[column] = columns.get(column).isNumber());
    }

    private ResultSet cells() throws SQLException {
        if (cells.isEmpty()) {
            try {
                cells = Optional.of(statement.executeQuery(select()));
            } catch (SQLException untold) {
                throw told(untold);
            }
        }
        return cells.get();
    }

    private String select() {
        return IntStream.range(0, numbers.length)
                .mapToObj(column -> numbers[column]
                        ? columns.get(column).number()
                        : columns.get(column).text())
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + from));
    }

    /** A result that is given row by row does not tell what failed; one that is only measured does, and keeps no rows. */
    private SQLException told(SQLException untold) {
        try (Statement measured = database.createStatement()) {
            measured.execute("EXPLAIN ANALYZE " + select());
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

    public Optional<Row> next() throws SQLException {
        if (header) {
            header = false;
            return Optional.of(named(columns.stream().map(SqlColumn::name).toArray(String[]::new)));
        }
        ResultSet read = cells();
        try {
            return read.next() ? Optional.of(read(read)) : Optional.empty();
        } catch (SQLException untold) {
            throw told(untold);
        }
    }

    private static Row named(String[] names) {
        double[] none = new double[names.length];
        Arrays.fill(none, Double.NaN);
        return new SqlRow(names, none);
    }

    private Row read(ResultSet read) throws SQLException {
        row++;
        SqlRow values = new SqlRow(new String[numbers.length], new double[numbers.length]);
        for (int column = 0; column < numbers.length; column++) {
            if (numbers[column]) {
                readNumber(read, column, values);
            } else {
                String text = read.getString(column + 1);
                values.texts()[column] = text == null ? MISSING : text;
                values.numbers()[column] = Double.NaN;
            }
        }
        return values;
    }

    private static void readNumber(ResultSet read, int column, SqlRow values) throws SQLException {
        double number = read.getDouble(column + 1);
        boolean missing = (number == 0 || Double.isNaN(number)) && read.wasNull();
        values.numbers()[column] = missing ? Double.NaN : number;
        if (missing) {
            values.texts()[column] = MISSING;
        } else if (Double.isNaN(number)) {
            values.texts()[column] = NOT_A_NUMBER;
        }
    }

    /** Of the row that was given last, counted from 1; 0: none was. */
    public long row() {
        return row;
    }
}
