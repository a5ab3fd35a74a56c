package io.jenkins.trainmodel.trainer.data.token;

import io.jenkins.trainmodel.trainer.tokenizers.TextEncoder;
import java.util.List;
import java.util.regex.Pattern;

/** Which part of a text a tokenizer has no token for, as short as whoever looks for it can use: a word. */
final class UnknownText {
    private static final List<Pattern> BORDERS =
            List.of(Pattern.compile("(?<=\n)"), Pattern.compile("(?<=\\s)|(?=\\s)"));

    private UnknownText() {}

    /** The first word of the first line that is not known; where it takes more of them together, the line or all of the text. */
    static String in(String text, TextEncoder encoder) {
        String part = text;
        for (Pattern border : BORDERS) {
            part = border.splitAsStream(part)
                    .filter(smaller -> isUnknown(smaller, encoder))
                    .findFirst()
                    .orElse(part);
        }
        return part;
    }

    private static boolean isUnknown(String text, TextEncoder encoder) {
        try {
            encoder.encode(text);
            return false;
        } catch (IllegalArgumentException unknown) {
            return true;
        }
    }
}
