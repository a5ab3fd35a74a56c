package io.jenkins.trainmodel.report.html;

/** Makes text that a run recorded fit to be shown: not too long, and unable to turn the writing direction of its sentence. */
final class PlainText {
    private static final int LONGEST = 400;
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** At most {@value #LONGEST} characters, with embeddings, overrides and isolates of direction made visible. */
    static String of(String text) {
        return of(text, LONGEST);
    }

    static String of(String text, int longest) {
        String visible =
                turnsDirection(text) ? text.replaceAll("[\u202A-\u202E\u2066-\u2069]", "" + REPLACEMENT) : text;
        if (visible.length() <= longest) {
            return visible;
        }
        int end = Character.isHighSurrogate(visible.charAt(longest - 1)) ? longest - 1 : longest;
        return visible.substring(0, end) + "…";
    }

    private static boolean turnsDirection(String text) {
        return text.chars().anyMatch(c -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
    }
}
