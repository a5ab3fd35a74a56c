package io.jenkins.trainmodel.trainer.data.query;

import io.jenkins.trainmodel.trainer.data.parquet.ParquetFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.data.sql.Sql;
import io.jenkins.trainmodel.trainer.data.sql.SqlRows;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A database for one query, in which files are views: it can open these files and none besides, and what does not fit into its memory lies in
 * a folder of its own.
 */
final class QueryDatabase implements Closeable {
    private static final String MEMORY = "1GiB";

    /** Cells are texts, as new samples have them: a guess would make 1.0 of 1 where it sees fractions in other rows. */
    private static final String CSV =
            ",all_varchar=true,skip=0,comment='',delim=',',quote='\"',escape='\"'," + "hive_partitioning=false,header=";

    private static final String RESULT = "data.query";

    private final ScratchFolder scratch;
    private final Connection connection;

    private QueryDatabase(ScratchFolder scratch, Connection connection) {
        this.scratch = scratch;
        this.connection = connection;
    }

    /**
     * Opens it.
     *
     * @param tables files by the name of their view
     * @param parent where its folder is to lie
     */
    static QueryDatabase open(LibraryRequest libraries, Map<String, List<Path>> tables, Path parent)
            throws SQLException {
        ScratchFolder scratch = ScratchFolder.in(parent);
        QueryDatabase database;
        try {
            database = new QueryDatabase(scratch, DuckDb.open(libraries));
        } catch (RuntimeException failure) {
            scratch.close();
            throw failure;
        }
        try {
            database.restrict(tables);
            return database;
        } catch (SQLException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Of all files only those that are hashed can be read, so that the fingerprint is that of whatever was read. */
    private void restrict(Map<String, List<Path>> tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '" + MEMORY + "'");
            statement.execute("SET temp_directory = " + text(scratch.path()));
            List<Path> files = tables.values().stream().flatMap(List::stream).toList();
            // a name is compared as it is read, and as it is opened
            statement.execute("SET allowed_paths = list_concat(" + list(files, QueryDatabase::text) + ", "
                    + list(files, Sql::file) + ")");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    /**
     * Begins to give the rows that a query selects.
     *
     * @throws DataException if the query is no plain SELECT, or files or columns do not go together
     */
    SqlRows select(String query, Map<String, List<Path>> tables) throws SQLException {
        SelectStatement.parse(query, connection).requireExact(tables.keySet());
        Statement statement = connection.createStatement();
        for (Map.Entry<String, List<Path>> table : tables.entrySet()) {
            statement.execute(
                    "CREATE VIEW " + Sql.name(table.getKey()) + " AS " + source(table.getKey(), table.getValue()));
        }
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            requireDistinct(RESULT, names(prepared.getMetaData()));
        }
        statement.execute("CREATE TEMP VIEW " + Sql.name(RESULT) + " AS " + query);
        return new SqlRows(statement, "temp." + Sql.name(RESULT));
    }

    private String source(String table, List<Path> files) throws SQLException {
        boolean parquet = ParquetFile.isOne(files.get(0));
        if (files.stream().anyMatch(file -> ParquetFile.isOne(file) != parquet)) {
            throw new DataException("data.files." + table + ": some of the files are Parquet and some are not; make two"
                    + " tables of them");
        }
        if (parquet) {
            return "SELECT * FROM read_parquet(" + list(files, Sql::file) + ", " + ParquetFile.OPTIONS + ")";
        }
        requireDistinct(files.get(0).toString(), header(files.get(0)));
        return "SELECT trim(COLUMNS(*), e' \\t') FROM read_csv(" + list(files, Sql::file) + CSV + "true)";
    }

    /** The cells of the first line, which the database would rename where two are equal. */
    private List<String> header(Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet first =
                        statement.executeQuery("SELECT * FROM read_csv(" + Sql.file(file) + CSV + "false) LIMIT 1")) {
            List<String> cells = new ArrayList<>();
            boolean found = first.next();
            for (int column = 1; found && column <= first.getMetaData().getColumnCount(); column++) {
                String cell = first.getString(column);
                cells.add(cell == null ? "" : cell);
            }
            return cells;
        }
    }

    private static List<String> names(ResultSetMetaData result) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= result.getColumnCount(); column++) {
            names.add(result.getColumnName(column));
        }
        return names;
    }

    /** The database would call the second one y_1, and the label would be a feature. It does not tell small letters from large ones. */
    private static void requireDistinct(String place, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new DataException(place + ": two columns are called " + Quoted.of(name) + "; rename one");
            }
        }
    }

    private static String list(List<Path> files, Function<Path, String> quoted) {
        return files.stream().map(quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(Path path) {
        return Sql.text(path.toString());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new DataException(RESULT + ": the database cannot be closed", failure);
        } finally {
            scratch.close();
        }
    }
}
