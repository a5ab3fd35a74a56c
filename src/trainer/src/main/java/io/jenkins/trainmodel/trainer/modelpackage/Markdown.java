package io.jenkins.trainmodel.trainer.modelpackage;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text that stands in Markdown and in YAML as it is, whatever is in it. */
final class Markdown {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&]|^[-+]");

    private Markdown() {}

    /** Text whose characters mean nothing to Markdown or HTML, on one line. */
    static String text(String text) {
        return SPECIAL.matcher(oneLine(text)).replaceAll("\\\\$0");
    }

    /** Code within a line. */
    static String code(String text) {
        return '`' + oneLine(text).replace('`', '\'') + '`';
    }

    /** A string literal of YAML, JSON, Python and Java. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || character == 0x7F || character >= 0x80 && character < 0xA0) {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }

    /** A number with six significant digits, or what it is instead of a number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.6g", value);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").trim();
    }
}
