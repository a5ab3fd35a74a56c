package io.jenkins.trainmodel.trainer.watch.source;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where reports come from. A source begins at the beginning of its files, whatever was read of them before: whoever takes the
 * reports knows which ones are repeated.
 */
public interface ReportSource {
    /** Gives what has come since the last call; files that are not there yet give nothing. */
    void read(Consumer<Report> reports) throws IOException;

    /** Whether more is there already than one call takes; a call may take much and give nothing, as within a long line. */
    default boolean hasMore() {
        return false;
    }

    /** Gives what only the end of the program completes, such as its last line; nothing is read after it. */
    void finish(Consumer<Report> reports) throws IOException;
}
