package io.jenkins.trainmodel.trainer.data.problem;

import java.util.stream.Collectors;

/** Text from data in a message: quoted, not too long, and nothing in it that a terminal obeys. */
public final class Quoted {
    private static final int SHOWN = 60;

    private Quoted() {}

    /** In quotes, cut where it is long. */
    public static String of(String text) {
        boolean cut = text.length() > SHOWN;
        return '"'
                + printable(cut ? text.substring(0, SHOWN) + "…" : text)
                + '"'
                + (cut ? " (" + text.length() + " characters)" : "");
    }

    /** With control characters, and those that turn the direction of writing, as escapes such as {@code \\u001b}. */
    static String printable(String text) {
        return text.codePoints()
                .mapToObj(sign -> obeyed(sign) ? String.format("\\u%04x", sign) : Character.toString(sign))
                .collect(Collectors.joining());
    }

    private static boolean obeyed(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> sign >= 0x202A && sign <= 0x202E || sign >= 0x2066 && sign <= 0x2069;
            default -> false;
        };
    }
}
