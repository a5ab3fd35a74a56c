package io.jenkins.trainmodel.trainer.data.query;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.trainer.data.file.FileList;
import io.jenkins.trainmodel.trainer.data.file.FileName;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.sql.SqlRows;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The rows that a query selects of files, which are views in a database that may read nothing else.
 */
public final class QueryTable implements TableFile {
    private static final int TOLD = 3;
    private static final int ROWS_BETWEEN_LOOKS = 1000;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

    private final List<DataFile> files = new ArrayList<>();
    private final QueryDatabase database;
    private final SqlRows rows;
    private final LoadProgress progress;
    private long reported = System.nanoTime();

    /**
     * Begins to read.
     *
     * @param scratch where the database may lay what does not fit into its memory
     * @throws DataException if a file or the query cannot be read
     */
    public QueryTable(DataSpec.Table spec, LibraryRequest libraries, Path scratch, LoadProgress progress) {
        this.progress = progress;
        Map<String, List<Path>> tables = new TreeMap<>();
        spec.files().forEach((name, place) -> tables.put(name, FileList.of(place)));
        tables.values().forEach(places -> places.forEach(file -> files.add(hashed(file, progress))));
        try {
            database = QueryDatabase.open(libraries, tables, scratch);
        } catch (SQLException wrong) {
            throw wrong(wrong);
        }
        try {
            rows = database.select(spec.query(), tables);
        } catch (SQLException wrong) {
            close();
            throw wrong(wrong);
        } catch (RuntimeException wrong) {
            close();
            throw wrong;
        }
    }

    private static DataFile hashed(Path file, LoadProgress progress) {
        try (SourceFile source = SourceFile.open(file, progress)) {
            return new DataFile(FileName.of(file), source.fingerprint());
        } catch (IOException failure) {
            throw new DataException(file + " cannot be read", failure);
        }
    }

    /** What the database says before it gives advice, which is for those who can change its settings. */
    private static DataException wrong(SQLException failure) {
        return new DataException("data.query: "
                + failure.getMessage()
                        .lines()
                        .takeWhile(line -> !line.isBlank() && !line.contains("Candidate functions:"))
                        .limit(TOLD)
                        .collect(Collectors.joining("; ")));
    }

    @Override
    public Optional<Row> next() {
        try {
            report();
            return rows.next();
        } catch (SQLException failure) {
            throw wrong(failure);
        }
    }

    /** Now and then how many rows were read; of how many nobody knows. */
    private void report() {
        if (rows.row() % ROWS_BETWEEN_LOOKS == 0 && System.nanoTime() - reported > PAUSE) {
            reported = System.nanoTime();
            progress.read(place(), rows.row(), 0);
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
        database.close();
    }
}
