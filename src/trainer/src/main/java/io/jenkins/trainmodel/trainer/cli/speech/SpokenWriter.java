package io.jenkins.trainmodel.trainer.cli.speech;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Prints lines as they are said to whoever reads them. */
final class SpokenWriter extends PrintWriter {
    private final UnaryOperator<String> speaker;

    SpokenWriter(PrintWriter out, UnaryOperator<String> speaker) {
        super(out, true);
        this.speaker = speaker;
    }

    @Override
    public void println(String text) {
        super.println(Optional.ofNullable(text).map(this::said).orElse("null"));
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }

    private String said(String text) {
        return text.indexOf('\n') < 0
                ? speaker.apply(text)
                : text.lines().map(speaker).collect(Collectors.joining(System.lineSeparator()));
    }
}
