package io.jenkins.plugins.trainmodel.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How much of what a watched program has printed was told, in a small file beside the run's event log. The state of a step is
 * kept too seldom for that: a controller that is killed would tell once more all that was told since. It need not be forced
 * to the disk, as little as the console is.
 */
final class OutputMark {
    private static final Logger LOGGER = Logger.getLogger(OutputMark.class.getName());
    private static final String NAME = "output-told.txt";
    private static final int MOST_BYTES = 20;

    private final Supplier<Path> log;

    /** @param log the event log, asked at every use, since a job may be moved while it trains */
    OutputMark(Supplier<Path> log) {
        this.log = log;
    }

    private Path file() {
        return log.get().resolveSibling(NAME);
    }

    /** How many bytes were told; as many as are given here where nobody has noted it. */
    long read(long otherwise) {
        Path file = file();
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Long.parseLong(Files.readString(file))
                    : otherwise;
        } catch (IOException | NumberFormatException e) {
            LOGGER.log(Level.FINE, e, () -> "Passed over " + file);
            return otherwise;
        }
    }

    /** Notes it; what the disk does not take is only told once more behind a kill. */
    void write(long told) {
        Path file = file();
        Path unfinished = file.resolveSibling(NAME + ".new");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(unfinished, Long.toString(told));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Not noted in " + file);
        }
    }
}
