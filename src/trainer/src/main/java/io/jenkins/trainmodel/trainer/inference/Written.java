package io.jenkins.trainmodel.trainer.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows on their way out of the engine's calls, which know no failures of a disk: those are {@link UncheckedIOException}s. */
final class Written {
    private final Prediction.Rows rows;
    private long count;

    Written(Prediction.Rows rows) {
        this.rows = rows;
    }

    void add(List<Object> cells) {
        try {
            rows.add(cells);
            count++;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long count() {
        return count;
    }
}
