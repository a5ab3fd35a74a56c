package io.jenkins.trainmodel.trainer.data.file;

import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file of rows of cells, read once, from beginning to end. */
public interface TableFile extends Closeable {
    /** The cells of a row as text, without what surrounds them. */
    interface Row {
        int size();

        String get(int column);
    }

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
