package io.jenkins.trainmodel.trainer.data.parquet;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.sql.SqlRows;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a Parquet file, with cells as a CSV file would have them: what is missing is empty, moments are in ISO 8601, those with a
 * zone in UTC.
 */
public final class ParquetTable implements TableFile {
    private final ParquetFile file;
    private final String fingerprint;
    private final Connection database;
    private final long count;
    private final SqlRows rows;

    /** @throws DataException if the file cannot be read */
    public ParquetTable(Path path, LibraryRequest libraries, LoadProgress progress) {
        file = new ParquetFile(path, libraries);
        fingerprint = fingerprint(path, progress);
        database = file.open();
        try {
            Statement statement = database.createStatement();
            count = count(statement);
            rows = new SqlRows(statement, file.source());
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

    @Override
    public Optional<Row> next() {
        try {
            return rows.next();
        } catch (SQLException unreadable) {
            throw file.unreadable(unreadable);
        }
    }

    @Override
    public void expectNumbers(Set<Integer> columns) {
        rows.expectNumbers(columns);
    }

    @Override
    public long line() {
        return Math.max(1, rows.row());
    }

    @Override
    public String place() {
        return rows.row() == 0 ? path().toString() : path() + ", row " + rows.row();
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public double done() {
        return count == 0 ? 1 : Math.max(1.0, rows.row()) / count;
    }

    @Override
    public List<DataFile> files() {
        return List.of(new DataFile(FileName.of(path()), fingerprint));
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
