package io.jenkins.trainmodel.message;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says again what a run recorded in English, in the language of whoever reads. Events, verdicts and problems keep English
 * sentences, so that logs stay the same wherever they are written; the bundle {@code Recorded} holds their patterns, by
 * which a sentence is known and its values are found. A sentence that no pattern knows stays as it is.
 */
public final class Recorded {
    private static final Messages PATTERNS = Messages.named(Recorded.class, "Recorded");

    /** Those that begin with a name first, then that of most characters: what it reads is surest to be what it said. */
    private static final List<Map.Entry<String, Template>> BY_WEIGHT =
            PATTERNS.templates(Language.ENGLISH).entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Template> entry) ->
                                    !entry.getValue().beginsWithName())
                            .thenComparing(entry -> -entry.getValue().weight()))
                    .toList();

    private static final int LONGEST = 4000;
    private static final int DEEPEST = 6;

    private Recorded() {}

    /** The text for this audience. */
    public static String in(Audience audience, String text) {
        return audience.language() == Language.ENGLISH || text.length() > LONGEST ? text : again(audience, text, 0);
    }

    /** Values may be sentences of their own, as the rules are that a rule consists of. */
    private static String again(Audience audience, String text, int depth) {
        if (depth > DEEPEST) {
            return text;
        }
        for (Map.Entry<String, Template> pattern : BY_WEIGHT) {
            Optional<List<String>> values = pattern.getValue().read(text);
            if (values.isPresent()) {
                return say(audience, pattern.getKey(), values.get(), depth);
            }
        }
        return text;
    }

    private static String say(Audience audience, String key, List<String> values, int depth) {
        return PATTERNS.say(
                audience,
                key,
                values.stream().map(value -> again(audience, value, depth + 1)).toArray());
    }
}
