package io.jenkins.trainmodel.trainer.tensorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/**
 * Writes what TensorBoard shows. Every process that trains in a run writes a file of its own; TensorBoard joins them. The
 * step of all values is the number of optimizer steps, also that of an epoch's values: TensorBoard takes back what a resumed
 * run does again by that number. Safe for several threads.
 */
public final class TensorBoardWriter implements AutoCloseable {
    private final Clock clock;
    private final RecordFile file;

    /**
     * Opens a new file.
     *
     * @param directory is made where it is missing
     */
    public TensorBoardWriter(Path directory, Clock clock) throws IOException {
        this.clock = clock;
        Files.createDirectories(directory);
        file = new RecordFile(EventFileName.next(directory, clock.instant().getEpochSecond()));
        file.append(EventMessages.fileVersion(seconds(clock.instant())));
        file.flush();
    }

    /**
     * Voids what earlier files hold of steps after this one; the run goes another way from here.
     *
     * @param step the last step that stays
     */
    public synchronized void supersedeAfter(long step) throws IOException {
        file.append(EventMessages.sessionStart(seconds(clock.instant()), step + 1));
        file.flush();
    }

    /** A value of a curve. TensorBoard keeps it as float32; one that is not finite is kept as it is. */
    public synchronized void scalar(String tag, long step, Instant wallTime, double value) throws IOException {
        file.append(EventMessages.scalar(seconds(wallTime), step, tag, value));
    }

    /** A text in Markdown, such as the specification. */
    public synchronized void text(String tag, long step, Instant wallTime, String text) throws IOException {
        file.append(EventMessages.text(seconds(wallTime), step, tag, text));
    }

    /** Lets readers see what was written. */
    public synchronized void flush() throws IOException {
        file.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
