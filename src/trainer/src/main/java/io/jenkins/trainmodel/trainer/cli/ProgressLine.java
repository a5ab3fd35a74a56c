package io.jenkins.trainmodel.trainer.cli;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** The last line of a terminal: what is being done and how far it is. Shows nothing where there is no terminal. */
final class ProgressLine implements AutoCloseable {
    private static final int PERMILLE = 1000;
    private static final int REDRAW_MILLISECONDS = 100;

    private final Optional<PrintStream> terminal;
    private Optional<ProgressBar> bar = Optional.empty();
    private String task = "";

    private ProgressLine(Optional<PrintStream> terminal) {
        this.terminal = terminal;
    }

    /** On the stream, if it is a terminal. */
    static ProgressLine on(PrintStream stream) {
        return new ProgressLine(Ansi.AUTO.enabled() ? Optional.of(stream) : Optional.empty());
    }

    static ProgressLine none() {
        return new ProgressLine(Optional.empty());
    }

    /** Shows a task; {@code fraction} from 0 to 1 where it is known. */
    synchronized void show(String newTask, Optional<Double> fraction, String details) {
        if (terminal.isEmpty()) {
            return;
        }
        if (bar.isEmpty() || !newTask.equals(task)) {
            clear();
            task = newTask;
            bar = Optional.of(open(fraction.isPresent() ? PERMILLE : -1));
        }
        fraction.ifPresent(done -> bar.get().stepTo(Math.round(done * PERMILLE)));
        bar.get().setExtraMessage(" " + details);
    }

    private ProgressBar open(int maximum) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(maximum)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setRenderer(new PercentRenderer())
                .setConsumer(new ConsoleProgressBarConsumer(terminal.orElseThrow()))
                .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .clearDisplayOnFinish()
                .build();
    }

    /** Takes the line away, so that something else can be printed there. */
    synchronized void clear() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    @Override
    public void close() {
        clear();
    }
}
