package io.jenkins.plugins.trainmodel.step;

/** Text from an agent, made fit for a console: one line, no control characters, not too long. */
final class PlainText {
    private static final int LONGEST = 500;

    private PlainText() {}

    static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
