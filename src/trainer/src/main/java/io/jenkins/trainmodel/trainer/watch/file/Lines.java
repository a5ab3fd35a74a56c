package io.jenkins.trainmodel.trainer.watch.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Parts bytes into lines. A line that is longer than a mebibyte is passed over, so that what is kept is bounded. */
public final class Lines {
    private static final int LONGEST = 1 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;
    private long number;

    /** Forgets what has come: another file begins. */
    public void clear() {
        forget();
        number = 0;
    }

    /** Counts lines that lie in front of what is read. */
    public void behind(long lines) {
        number = lines;
    }

    /** How many lines end within the first bytes of a file; none of one that is gone, or may not be read any more. */
    public static long count(Path file, long bytes) throws IOException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            long count = 0;
            int next = bytes > 0 ? content.read() : -1;
            for (long read = 1; next >= 0; read++) {
                count += next == '\n' ? 1 : 0;
                next = read < bytes ? content.read() : -1;
            }
            return count;
        } catch (NoSuchFileException | AccessDeniedException passedOver) {
            return 0;
        }
    }

    /** Which line of the file was given last, counted from 1. */
    public long number() {
        return number;
    }

    private void forget() {
        line.reset();
        tooLong = false;
    }

    /** Gives every line that is complete, without its end; one that is too long is told of. */
    public void add(byte[] bytes, Consumer<String> lines, Runnable longOne) {
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                append(bytes, begin, i);
                end(lines, longOne);
                begin = i + 1;
            }
        }
        append(bytes, begin, bytes.length);
    }

    /** Gives what has come of a line although nothing ends it. */
    public void finish(Consumer<String> lines, Runnable longOne) {
        end(lines, longOne);
    }

    private void append(byte[] bytes, int from, int to) {
        tooLong = tooLong || line.size() + to - from > LONGEST;
        if (tooLong) {
            line.reset();
        } else {
            line.write(bytes, from, to - from);
        }
    }

    private void end(Consumer<String> lines, Runnable longOne) {
        number++;
        String text = line.toString(StandardCharsets.UTF_8).strip();
        if (tooLong) {
            longOne.run();
        } else if (!text.isEmpty()) {
            lines.accept(text);
        }
        forget();
    }
}
