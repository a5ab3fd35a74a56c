package io.jenkins.trainmodel.event;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Appends events to a log, from any thread. The log only ever grows, since others copy it byte by byte while it is
 * written: the torn last line of a crash is ended by a newline, never cut off. Only one writer may be open on a log;
 * whoever holds the run's lock is that one.
 *
 * <p>An event is with the operating system when {@link #write} returns, so it survives the end of the process; what must
 * survive a loss of power as well (everything but samples) is forced to the disk besides.
 */
public final class EventWriter implements Closeable {
    private static final long FIRST_WINDOW = 1 << 16;
    private static final int WINDOW_GROWTH = 16;

    private final Path log;
    private final LogFile file;
    private final Clock clock;
    private long lastSequence;
    /** Whether a line may have been written in part, so that the next one must begin on a line of its own. */
    private boolean torn;

    EventWriter(Path log, LogFile file, Clock clock, long lastSequence) {
        this.log = log;
        this.file = file;
        this.clock = clock;
        this.lastSequence = lastSequence;
    }

    /** Opens the log to append, creates it where it is missing, ends a torn last line, and goes on counting. */
    public static EventWriter open(Path log) throws IOException {
        return open(log, Clock.systemUTC());
    }

    /** As {@link #open(Path)}, with the clock that events are stamped by. */
    public static EventWriter open(Path log, Clock clock) throws IOException {
        if (log.getParent() != null) {
            Files.createDirectories(log.getParent());
        }
        endTornLine(log);
        long sequence = lastSequence(log);
        return new EventWriter(log, new AppendingFile(new FileOutputStream(log.toFile(), true)), clock, sequence);
    }

    private static void endTornLine(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            if (file.length() == 0) {
                return;
            }
            file.seek(file.length() - 1);
            if (file.read() != '\n') {
                file.write('\n');
            }
        }
    }

    /** Looks from the end backwards, in growing steps, since the last line is nearly always whole. */
    private static long lastSequence(Path log) throws IOException {
        long size = Files.size(log);
        long sequence = 0;
        for (long window = FIRST_WINDOW, start = size; start > 0 && sequence == 0; window *= WINDOW_GROWTH) {
            start = Math.max(0, size - window);
            try (EventReader reader = EventReader.follow(log, start)) {
                reader.forEachRemaining(record -> {});
                sequence = reader.lastSequence();
            }
        }
        return sequence;
    }

    /**
     * Appends the event and returns it as it stands in the log.
     *
     * @throws IOException if it could not be written, as on a full disk; earlier events stay readable, and writing may be
     *     tried again
     * @throws IllegalArgumentException if the event is larger than a line may be
     */
    public synchronized EventRecord write(TrainingEvent event) throws IOException {
        long sequence = lastSequence + 1;
        try {
            if (torn) {
                endOwnTornLine();
            }
            return append(event);
        } catch (IOException e) {
            throw failure(
                    String.format(Locale.ROOT, "Cannot write event %d (%s)", sequence, EventCodec.typeOf(event)), e);
        }
    }

    /** Only the newline of the failed event may be missing, so that the event is in the log after all. */
    private void endOwnTornLine() throws IOException {
        file.write(new byte[] {'\n'});
        lastSequence = lastSequence(log);
        torn = false;
    }

    private EventRecord append(TrainingEvent event) throws IOException {
        EventRecord record = new EventRecord(
                EventRecord.SCHEMA_VERSION, lastSequence + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
        byte[] line = EventCodec.encode(record);
        torn = true;
        file.write(line);
        torn = false;
        lastSequence++;
        if (mustSurvivePowerLoss(event)) {
            file.force();
        }
        return record;
    }

    /** Samples come often and matter little; the rest is rare, and a resumed run builds on it. */
    private static boolean mustSurvivePowerLoss(TrainingEvent event) {
        return !(event instanceof TrainingEvent.Step
                || event instanceof TrainingEvent.Telemetry
                || event instanceof TrainingEvent.RuleEvaluated);
    }

    /**
     * Forces all events to the disk. To be called before a checkpoint becomes visible, so that the log is never behind a
     * checkpoint.
     */
    public synchronized void sync() throws IOException {
        try {
            file.force();
        } catch (IOException e) {
            throw failure("Cannot force events to the disk", e);
        }
    }

    private IOException failure(String what, IOException cause) {
        return new IOException(
                String.format(
                        Locale.ROOT,
                        "%s to %s: %s. The events before it are safe and readable.",
                        what,
                        log,
                        cause.getMessage()),
                cause);
    }

    /** The sequence number of the last event in the log, 0 where there is none. */
    public synchronized long lastSequence() {
        return lastSequence;
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            file.force();
        }
    }

    /** The open log: where bytes go. */
    interface LogFile extends Closeable {
        void write(byte[] bytes) throws IOException;

        void force() throws IOException;
    }

    /** A plain stream, since a channel would be closed by an interrupt of the thread that writes. */
    private record AppendingFile(FileOutputStream stream) implements LogFile {
        @Override
        public void write(byte[] bytes) throws IOException {
            stream.write(bytes);
        }

        @Override
        public void force() throws IOException {
            stream.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
