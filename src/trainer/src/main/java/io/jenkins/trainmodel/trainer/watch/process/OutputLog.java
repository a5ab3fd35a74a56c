package io.jenkins.trainmodel.trainer.watch.process;

import io.jenkins.trainmodel.words.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a program prints: whole on the disk up to a bound, behind which the oldest is dropped; on the console up to another
 * one. Lines that are overwritten on a terminal, as progress bars are, count as one. Colours stay in the file; who reads the
 * lines elsewhere gets them without. Whatever is printed, what is kept is bounded. All lines that end in one piece of output
 * are written at once: a call for each would take minutes where a program prints millions. Used by one thread, but for the
 * last lines.
 */
final class OutputLog implements AutoCloseable {
    private static final String ESCAPE = "\u001b";
    private static final String CURSOR_UP = ESCAPE + "[A";
    private static final int LONGEST_LINE = 4000;
    private static final int LAST_LINES = 20;
    private static final long FILE_BYTES = 16L << 20;
    private static final long CONSOLE_BYTES = 8L << 20;

    private final Path file;
    private final Consumer<String> console;
    /** Lines that are not written yet, and behind them the one that has not ended. */
    private final StringBuilder text = new StringBuilder();

    private final Deque<String> last = new ArrayDeque<>();
    private OutputStream out;
    private int lineStart;
    private long written;
    private long shown;
    private boolean carriage;
    /** Whether the file could not be written once, so that what follows is only shown. */
    private boolean full;

    OutputLog(Path file, Consumer<String> console) throws IOException {
        this.file = file;
        this.console = console;
        this.written = Files.exists(file) ? Files.size(file) : 0;
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Takes a piece of output. When it returns, all lines that have ended are in the file.
     *
     * @param characters of which the first are the output; those that no text should hold are replaced here
     */
    void print(char[] characters, int count) {
        if (isPlain(characters, count)) {
            text.append(new String(characters, 0, count));
            lineStart = Math.max(lineStart, text.lastIndexOf("\n") + 1);
        } else {
            printLines(characters, count);
        }
        flush();
    }

    /** Replaces what no text should hold; says whether nothing else changes, as nearly always. */
    private boolean isPlain(char[] characters, int count) {
        boolean plain = !carriage && text.indexOf(ESCAPE, lineStart) < 0;
        int begin = lineStart - text.length();
        for (int i = 0; i < count; i++) {
            char character = characters[i];
            if (character == '\n') {
                plain &= i - begin <= LONGEST_LINE;
                begin = i + 1;
            } else if (character == '\r' || character == ESCAPE.charAt(0)) {
                plain = false;
            } else if (Character.isISOControl(character) && character != '\t') {
                characters[i] = '\uFFFD';
            }
        }
        return plain && count - begin <= LONGEST_LINE;
    }

    private void printLines(char[] characters, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (characters[i] == '\n' || characters[i] == '\r') {
                append(characters, from, i);
                from = i + 1;
                mark(characters[i]);
            }
        }
        append(characters, from, count);
    }

    private void mark(char character) {
        carriage = character == '\r' || isAbove();
        if (!carriage) {
            endLine();
        }
    }

    private void endLine() {
        text.append('\n');
        lineStart = text.length();
    }

    /** Whether a line end only leads back to this line: a bar below another one moves the cursor up behind itself. */
    private boolean isAbove() {
        int begin = text.length() - CURSOR_UP.length();
        return begin >= lineStart && text.indexOf(CURSOR_UP, begin) == begin;
    }

    private void append(char[] characters, int from, int to) {
        if (from == to) {
            return;
        }
        if (carriage) {
            text.setLength(lineStart);
            carriage = false;
        }
        int room = LONGEST_LINE - (text.length() - lineStart);
        text.append(characters, from, Math.max(0, Math.min(room, to - from)));
        if (room >= 0 && room < to - from) {
            text.append('…');
        }
    }

    private void flush() {
        if (lineStart > 0) {
            String lines = text.substring(0, lineStart);
            text.delete(0, lineStart);
            lineStart = 0;
            remember(lines);
            keep(lines);
            show(lines);
        }
    }

    private void remember(String lines) {
        Deque<String> newest = new ArrayDeque<>();
        for (int end = lines.length() - 1; end >= 0 && newest.size() < LAST_LINES; ) {
            int begin = lines.lastIndexOf('\n', end - 1) + 1;
            String line = PlainText.withoutEscapes(lines.substring(begin, end)).strip();
            if (!line.isEmpty()) {
                newest.addFirst(line);
            }
            end = begin - 1;
        }
        synchronized (last) {
            last.addAll(newest);
            while (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }

    /** The newest lines that are not empty, at most 20, the newest last. */
    List<String> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    /** A disk that is full is met where events are written; the program must not wait here for room. */
    private void keep(String lines) {
        try {
            if (!full) {
                write(lines.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException problem) {
            full = true;
            console.accept(file + " cannot be written any more (" + problem.getMessage()
                    + "): what the program prints is only shown from here on.");
        }
    }

    private void write(byte[] bytes) throws IOException {
        if (written > 0 && written + bytes.length > FILE_BYTES) {
            out.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            written = 0;
        }
        out.write(bytes);
        written += bytes.length;
    }

    private void show(String lines) {
        Iterator<String> each = lines.lines().iterator();
        while (shown < CONSOLE_BYTES && each.hasNext()) {
            String line = PlainText.withoutEscapes(each.next());
            shown += line.length() + 1;
            console.accept(
                    shown < CONSOLE_BYTES
                            ? line
                            : "The program has printed so much that the rest is only in " + file + ".");
        }
    }

    /** Ends the last line, where nothing else does. */
    @Override
    public void close() throws IOException {
        try {
            if (text.length() > 0) {
                endLine();
                flush();
            }
        } finally {
            out.close();
        }
    }
}
