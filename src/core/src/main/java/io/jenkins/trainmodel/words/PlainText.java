package io.jenkins.trainmodel.words;

import java.util.regex.Pattern;

/**
 * Makes text that a run or its data recorded fit to be shown: not too long, unable to turn the writing direction of its
 * sentence, and, as a line, without line ends and the escape characters that terminals obey.
 */
public final class PlainText {
    private static final int LONGEST = 400;
    /** The longest sentence of this program tells what holds a device's memory, and behind that what helps. */
    private static final int LONGEST_LINE = 1500;

    private static final Pattern DIRECTIONS = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\u2028\u2029]+");
    private static final Pattern WITHIN_LINES = Pattern.compile("[\\p{Cc}\u2028\u2029&&[^\n\t]]");
    private static final String REPLACEMENT = "\uFFFD";
    private static final char ESCAPE = '\u001b';
    /** Control sequences, control strings such as links and titles of windows, and what has two characters: ECMA-48, 5.4 and 5.6. */
    private static final Pattern ESCAPES = Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*(?:[@-~]|$)"
            + "|[PX\\]^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\\\)?"
            + "|[ -/]*[0-~])");

    private PlainText() {}

    /** At most {@value #LONGEST} characters, with embeddings, overrides and isolates of direction made visible. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** As {@link #of(String)}, with another bound. */
    public static String of(String text, int longest) {
        // What is cut away is not looked at: a text of a megabyte costs no more than a sentence.
        return DIRECTIONS.matcher(shortened(text, longest)).replaceAll(REPLACEMENT);
    }

    /** Lines of at most so many characters, with tabs, and without all else that terminals obey. */
    public static String lines(String text, int longest) {
        return WITHIN_LINES.matcher(of(text, longest)).replaceAll(REPLACEMENT);
    }

    /** One line of at most {@value #LONGEST_LINE} characters, fit for a console. */
    public static String line(String text) {
        return line(text, LONGEST_LINE);
    }

    /** As {@link #line(String)}, with another bound. */
    public static String line(String text, int longest) {
        return CONTROLS.matcher(of(text, longest)).replaceAll(" ");
    }

    /** A text that a program wrote for a terminal, without the sequences that colour it there and move the cursor. */
    public static String withoutEscapes(String text) {
        return text.indexOf(ESCAPE) < 0 ? text : ESCAPES.matcher(text).replaceAll("");
    }

    /** How much room a text takes in a row: a Chinese character has that of two others. */
    public static int width(String text) {
        return text.codePoints().map(PlainText::width).sum();
    }

    private static int width(int point) {
        return Character.isIdeographic(point) || point >= 0xFF00 && point <= 0xFF60 ? 2 : 1;
    }

    /** One line that takes no more room than so many Latin letters, but for the mark of what was cut. */
    public static String narrow(String text, int widest) {
        String line = line(text, widest);
        int end = 0;
        for (int width = 0; end < line.length(); end += Character.charCount(line.codePointAt(end))) {
            width += width(line.codePointAt(end));
            if (width > widest && !line.substring(end).equals("…")) {
                return line.substring(0, end) + "…";
            }
        }
        return line;
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
