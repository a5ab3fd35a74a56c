package io.jenkins.trainmodel.event;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads an event log from its first to its last event, holding one line at a time. Blank lines are passed over in
 * silence, damaged and unknown ones are counted in {@link #problems()}. Errors of the file are thrown by the iterator as
 * {@link UncheckedIOException}.
 *
 * <p>A last event whose newline is missing counts, since a part of an event is never a whole JSON object: so a process that
 * goes on with a log sees the same events before and after its {@link EventWriter} has ended the line. Only
 * {@link EventTail} leaves it for the next time.
 */
public final class EventReader implements Iterator<EventRecord>, Closeable {
    private final InputStream in;
    private final LineScanner lines;
    private Optional<EventRecord> ready = Optional.empty();
    private long lastSequence;
    private final long offset;
    private final boolean following;
    private boolean ended;
    private boolean torn;
    private long damaged;
    private long unknown;
    private long cut;
    private final List<String> examples = new ArrayList<>();

    private EventReader(InputStream in, long offset, boolean following) {
        this.in = in;
        this.offset = offset;
        this.following = following;
        this.lines = new LineScanner(in, Math.max(0, offset - 1));
    }

    /** Opens the log at its beginning. */
    public static EventReader open(Path log) throws IOException {
        return open(log, 0, false);
    }

    /**
     * Opens the log at a byte offset, to read complete lines only. The rest of a line in whose middle the offset lies is
     * passed over.
     *
     * @throws EOFException if the log is shorter than that: it is not the log that was read before
     */
    static EventReader follow(Path log, long offset) throws IOException {
        return open(log, offset, true);
    }

    private static EventReader open(Path log, long offset, boolean following) throws IOException {
        if (!Files.exists(log)) {
            throw new NoSuchFileException(log.toString(), null, "there is no event log");
        }
        FileInputStream in = new FileInputStream(log.toFile());
        try {
            goTo(offset, in, log);
            return new EventReader(in, offset, following).behindLine();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static void goTo(long offset, FileInputStream in, Path log) throws IOException {
        FileChannel channel = in.getChannel();
        if (offset < 0 || offset > channel.size()) {
            throw new EOFException(String.format(
                    Locale.ROOT,
                    "%s holds %d bytes, and offset %d lies outside: it was replaced or cut",
                    log,
                    channel.size(),
                    offset));
        }
        channel.position(Math.max(0, offset - 1));
    }

    /** Starting one byte early shows whether the offset is the beginning of a line. */
    private EventReader behindLine() throws IOException {
        if (offset > 0) {
            ended = !lines.advance();
        }
        return this;
    }

    /** Reads a log that is not a file, such as an archived artifact. The caller's stream is closed with the reader. */
    public static EventReader of(InputStream in) {
        return new EventReader(in, 0, false);
    }

    /** All events of a log that fits into memory. */
    public static List<EventRecord> readAll(Path log) throws IOException {
        try (EventReader reader = open(log)) {
            return reader.stream().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The events that are left; close the reader after. */
    public Stream<EventRecord> stream() {
        int characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, characteristics), false);
    }

    @Override
    public boolean hasNext() {
        return hasNextBefore(Long.MAX_VALUE);
    }

    /** Whether an event comes before that offset; lines that hold none are passed over up to there. */
    boolean hasNextBefore(long end) {
        while (ready.isEmpty() && nextOffset() < end && readLine()) {
            // a line that holds no event is passed over
        }
        return ready.isPresent();
    }

    @Override
    public EventRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The event log ends here");
        }
        EventRecord record = ready.get();
        ready = Optional.empty();
        return record;
    }

    /** Reads one line; false at the end of the log. */
    private boolean readLine() {
        try {
            if (ended) {
                return false;
            }
            if (lines.advance()) {
                decode();
                return true;
            }
            ended = true;
            torn = lines.torn();
            return torn && !following && decodeUnfinished();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decode() {
        if (lines.tooLong()) {
            damaged(String.format(Locale.ROOT, "longer than %,d bytes", EventCodec.MAXIMUM_LINE_BYTES));
        } else if (!lines.blank()) {
            accept(EventCodec.decode(lines.bytes(), lines.start(), lines.length()));
        }
    }

    private boolean decodeUnfinished() {
        LogLine line = EventCodec.decode(lines.bytes(), lines.start(), lines.length());
        torn = lines.tooLong() || line instanceof LogLine.Damaged;
        if (!torn) {
            accept(line);
        }
        return !torn;
    }

    private void accept(LogLine line) {
        if (line instanceof LogLine.Event event) {
            ready = Optional.of(event.record());
            cut += event.cut() ? 1 : 0;
            lastSequence = Math.max(lastSequence, event.record().sequence());
        } else if (line instanceof LogLine.Unknown newer) {
            unknown++;
            lastSequence = Math.max(lastSequence, newer.sequence());
        } else if (line instanceof LogLine.Damaged broken) {
            damaged(broken.problem());
        }
    }

    private void damaged(String problem) {
        damaged++;
        if (examples.size() < LogProblems.MOST_EXAMPLES) {
            examples.add(String.format(Locale.ROOT, "at byte %d: %s", lines.lineOffset(), problem));
        }
    }

    /** Where to go on reading: behind the last line that was read. */
    public long nextOffset() {
        return Math.max(offset, lines.nextOffset());
    }

    /** The largest sequence number so far, 0 where there was none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** What was passed over so far. */
    public LogProblems problems() {
        return new LogProblems(damaged, cut, unknown, torn, List.copyOf(examples));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
