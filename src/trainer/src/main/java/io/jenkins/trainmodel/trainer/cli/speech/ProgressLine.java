package io.jenkins.trainmodel.trainer.cli.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Help.Ansi;

/**
 * The last line of a terminal: what is being done and how far it is, such as {@code epoch 3/100  45% ████▌      loss 0.2}.
 * Shows nothing where there is no terminal.
 */
public final class ProgressLine implements AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final int BAR_WIDTH = 20;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private final PrintStream stream;
    private final Optional<Terminal> terminal;
    private boolean shown;

    private ProgressLine(PrintStream stream, Optional<Terminal> terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    /** On the stream, if it is a terminal. */
    public static ProgressLine on(PrintStream stream) {
        return new ProgressLine(stream, Ansi.AUTO.enabled() ? Optional.of(open()) : Optional.empty());
    }

    private static Terminal open() {
        try {
            return TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException failure) {
            throw new UncheckedIOException("The terminal cannot be asked for its width", failure);
        }
    }

    /** Whether anything is shown at all. */
    boolean isOnTerminal() {
        return terminal.isPresent();
    }

    /** Shows a task; {@code fraction} from 0 to 1 where it is known. */
    public synchronized void show(String task, Optional<Double> fraction, String details) {
        if (terminal.isEmpty()) {
            return;
        }
        String line = fraction.map(done -> String.format(
                        Locale.ROOT, "%s %3d%% %s▏ %s", task, (int) Math.floor(100 * done), bar(done), details))
                .orElse(task + " … " + details);
        stream.print(ERASE + line.substring(0, Math.min(line.length(), width())));
        stream.flush();
        shown = true;
    }

    /** One column stays free, since a full line would wrap. */
    private int width() {
        int columns = terminal.orElseThrow().getWidth();
        return (columns > 0 ? columns : 80) - 1;
    }

    private static String bar(double fraction) {
        int eighths = (int) Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH * 8);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
        if (bar.length() < BAR_WIDTH) {
            bar.append(EIGHTHS.charAt(eighths % 8));
        }
        return bar.append(" ".repeat(BAR_WIDTH - bar.length())).toString();
    }

    /** Takes the line away, so that something else can be printed there. */
    synchronized void clear() {
        if (shown) {
            stream.print(ERASE);
            stream.flush();
            shown = false;
        }
    }

    @Override
    public void close() {
        clear();
        terminal.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
