package io.jenkins.trainmodel.trainer.data.file;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of rows of cells, read once, from beginning to end. */
public interface TableFile extends Closeable {
    /** The cells of a row as text, without what surrounds them. */
    interface Row {
        int size();

        String get(int column);

        /** The number that a cell holds, where the file knows it without its text; else not a number. */
        default double number(int column) {
            return Double.NaN;
        }
    }

    /**
     * Says, after the first row and before the second, which columns are read as numbers: of these a file may give numbers and
     * make no texts, which takes most of the time. The numbers are those of the texts.
     */
    default void expectNumbers(Set<Integer> columns) {}

    /** The next row, the names of the columns being the first; empty at the end of the file. */
    Optional<Row> next();

    /** The line or row that was read last, counted from 1. */
    long line();

    /** The file and what {@link #line()} tells, for messages. */
    String place();

    Path path();

    /** The share of the file that has been read, in (0, 1]. */
    double done();

    /** What was read, with the SHA-256 of each. */
    List<DataFile> files();

    @Override
    void close();
}
