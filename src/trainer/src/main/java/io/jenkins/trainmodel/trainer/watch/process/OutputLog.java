package io.jenkins.trainmodel.trainer.watch.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a program prints: whole on the disk up to a bound, behind which the oldest is dropped; on the console up to another
 * one. Lines that are overwritten on a terminal, as progress bars are, count as one. Whatever is printed, what is kept is
 * bounded. Used by one thread, but for the last lines.
 */
final class OutputLog implements AutoCloseable {
    private static final int LONGEST_LINE = 4000;
    private static final int LAST_LINES = 20;
    private static final long FILE_BYTES = 16L << 20;
    private static final long CONSOLE_BYTES = 8L << 20;

    private final Path file;
    private final Consumer<String> console;
    private final StringBuilder line = new StringBuilder();
    private final Deque<String> last = new ArrayDeque<>();
    private OutputStream out;
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

    void print(String text) {
        for (int i = 0; i < text.length(); i++) {
            print(text.charAt(i));
        }
    }

    private void print(char character) {
        if (character == '\n') {
            endLine();
        } else if (character == '\r') {
            carriage = true;
        } else {
            if (carriage) {
                line.setLength(0);
                carriage = false;
            }
            append(character);
        }
    }

    private void append(char character) {
        if (line.length() < LONGEST_LINE) {
            line.append(Character.isISOControl(character) && character != '\t' ? '\uFFFD' : character);
        } else if (line.length() == LONGEST_LINE) {
            line.append('…');
        }
    }

    private void endLine() {
        carriage = false;
        String text = line.toString();
        line.setLength(0);
        remember(text);
        keep(text);
        show(text);
    }

    private void remember(String text) {
        if (!text.isBlank()) {
            synchronized (last) {
                last.addLast(text.strip());
                if (last.size() > LAST_LINES) {
                    last.removeFirst();
                }
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
    private void keep(String text) {
        try {
            if (!full) {
                write(text);
            }
        } catch (IOException problem) {
            full = true;
            console.accept(file + " cannot be written any more (" + problem.getMessage()
                    + "): what the program prints is only shown from here on.");
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        if (written + bytes.length > FILE_BYTES) {
            out.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            written = 0;
        }
        out.write(bytes);
        written += bytes.length;
    }

    private void show(String text) {
        if (shown < CONSOLE_BYTES) {
            shown += text.length() + 1;
            console.accept(
                    shown < CONSOLE_BYTES
                            ? text
                            : "The program has printed so much that the rest is only in " + file + ".");
        }
    }

    /** Ends the last line, where nothing else does. */
    @Override
    public void close() throws IOException {
        try {
            if (!line.isEmpty()) {
                endLine();
            }
        } finally {
            out.close();
        }
    }
}
