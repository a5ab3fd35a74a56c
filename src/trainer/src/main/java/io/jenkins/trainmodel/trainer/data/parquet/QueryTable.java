package io.jenkins.trainmodel.trainer.data.parquet;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.FileList;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.duckdb.DuckDb;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows that a query selects of files, which are views in a database that may read nothing else. What does not fit into the database's
 * memory, as while it sorts, lies in a folder for the while.
 */
public final class QueryTable implements TableFile {
    private static final String MEMORY = "1GiB";
    private static final String CSV = ",header=true,delim=',',quote='\"',escape='\"',hive_partitioning=false";

    private final List<DataFile> files = new ArrayList<>();
    private final Connection database;
    private final SqlRows rows;

    /**
     * Begins to read.
     *
     * @param scratch where the database may lay what does not fit into its memory
     * @throws DataException if a file or the query cannot be read
     */
    public QueryTable(DataSpec.Table spec, LibraryRequest libraries, Path scratch, LoadProgress progress) {
        Map<String, List<Path>> tables = new TreeMap<>();
        spec.files().forEach((name, place) -> tables.put(name, FileList.of(place)));
        tables.values().forEach(places -> places.forEach(file -> files.add(hashed(file, progress))));
        database = DuckDb.open(libraries);
        try {
            Statement statement = database.createStatement();
            restrict(statement, tables, scratch);
            for (Map.Entry<String, List<Path>> table : tables.entrySet()) {
                statement.execute("CREATE VIEW " + ParquetFile.name(table.getKey()) + " AS SELECT * FROM "
                        + source(table.getKey(), table.getValue()));
            }
            rows = new SqlRows(statement, "(" + withoutEnd(spec.query()) + "\n)");
        } catch (SQLException wrong) {
            close();
            throw wrong(wrong);
        }
    }

    private static DataFile hashed(Path file, LoadProgress progress) {
        try (SourceFile source = SourceFile.open(file, progress)) {
            return new DataFile(FileName.of(file), source.fingerprint());
        } catch (IOException failure) {
            throw new DataException(file + " cannot be read", failure);
        }
    }

    /** Of all files only those that are hashed can be read, so that the fingerprint is that of whatever was read. */
    private static void restrict(Statement statement, Map<String, List<Path>> tables, Path scratch)
            throws SQLException {
        statement.execute("SET memory_limit = '" + MEMORY + "'");
        statement.execute("SET temp_directory = " + text(scratch));
        statement.execute("SET allowed_paths = ["
                + tables.values().stream()
                        .flatMap(List::stream)
                        .map(QueryTable::text)
                        .collect(Collectors.joining(", "))
                + "]");
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
    }

    private static String source(String table, List<Path> files) {
        boolean parquet = ParquetFile.isOne(files.get(0));
        if (files.stream().anyMatch(file -> ParquetFile.isOne(file) != parquet)) {
            throw new DataException("data.files." + table + ": some of the files are Parquet and some are not; make two"
                    + " tables of them");
        }
        String names = files.stream().map(QueryTable::text).collect(Collectors.joining(", ", "[", "]"));
        return parquet ? "read_parquet(" + names + ",hive_partitioning=false)" : "read_csv(" + names + CSV + ")";
    }

    private static String text(Path path) {
        return ParquetFile.quoted(path.toString(), '\'');
    }

    private static String withoutEnd(String query) {
        return query.strip().replaceFirst(";+$", "");
    }

    private static DataException wrong(SQLException failure) {
        return new DataException(
                "data.query: " + failure.getMessage().lines().limit(2).collect(Collectors.joining("; ")));
    }

    @Override
    public Optional<Row> next() {
        try {
            return rows.next();
        } catch (SQLException failure) {
            throw wrong(failure);
        }
    }

    @Override
    public long line() {
        return Math.max(1, rows.row());
    }

    @Override
    public String place() {
        return path() + (rows.row() == 0 ? "" : ", row " + rows.row());
    }

    @Override
    public Path path() {
        return DataSpec.Table.RESULT;
    }

    /** How many rows there will be is not known before they were selected. */
    @Override
    public double done() {
        return 1;
    }

    @Override
    public List<DataFile> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException failure) {
            throw wrong(failure);
        }
    }
}
