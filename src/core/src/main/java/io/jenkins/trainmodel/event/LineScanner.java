package io.jenkins.trainmodel.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines. It holds one line at a time and never more than {@link EventCodec#MAXIMUM_LINE_BYTES}; of a
 * longer line only its length is seen. What follows the last newline is no line yet.
 */
final class LineScanner {
    private static final int INITIAL_BYTES = 1 << 16;
    private static final int MAXIMUM_BYTES = EventCodec.MAXIMUM_LINE_BYTES + 1;

    private final InputStream in;
    private byte[] buffer = new byte[INITIAL_BYTES];
    /** Where {@code buffer[0]} stands in the file. */
    private long base;
    /** The next line's first byte in the buffer. */
    private int next;

    private int limit;
    private int start;
    private int length;
    private boolean tooLong;
    private long lineOffset;

    LineScanner(InputStream in, long offset) {
        this.in = in;
        this.base = offset;
    }

    /** Goes to the next complete line; false where none is complete, on what there is of it. */
    boolean advance() throws IOException {
        start = next;
        lineOffset = base + start;
        tooLong = false;
        for (int from = start; from >= 0; from = fill()) {
            for (int i = from; i < limit; i++) {
                if (buffer[i] == '\n') {
                    length = i - start;
                    next = i + 1;
                    return true;
                }
            }
        }
        next = start;
        length = limit - start;
        return false;
    }

    /** Reads on; returns where the new bytes begin, or -1 at the end of the stream. */
    private int fill() throws IOException {
        if (limit == buffer.length) {
            makeRoom();
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            return -1;
        }
        int from = limit;
        limit += read;
        return from;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            drop(start);
        } else if (buffer.length < MAXIMUM_BYTES) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAXIMUM_BYTES));
        } else {
            tooLong = true;
            drop(limit);
        }
    }

    private void drop(int bytes) {
        base += bytes;
        limit -= bytes;
        start = 0;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** Whether the line is longer than readers accept, so that its bytes are gone. */
    boolean tooLong() {
        return tooLong;
    }

    /** Where the line begins in the file. */
    long lineOffset() {
        return lineOffset;
    }

    /**
     * Where to read on: behind the last complete line, or at the end of the stream where an unfinished line is already
     * too long to become one.
     */
    long nextOffset() {
        return tooLong && next == start ? base + limit : base + next;
    }

    /** Whether bytes follow the last complete line, once {@link #advance()} has returned false. */
    boolean torn() {
        return tooLong || limit > next;
    }

    boolean blank() {
        for (int i = start; i < start + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
