package io.jenkins.trainmodel.message;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says again what a run recorded in English, in the language of whoever reads. Events, verdicts and problems keep English
 * sentences, so that logs stay the same wherever they are written; the bundle {@code Recorded} holds their patterns, by
 * which a sentence is known and its values are found. A sentence that no pattern knows stays as it is.
 * Whoever records sentences beside core's own has a bundle of patterns as well.
 */
public final class Recorded {
    private static final String NAME = "Recorded";
    private static final Recorded CORE = new Recorded(Recorded.class);
    private static final int LONGEST = 4000;
    private static final int DEEPEST = 6;

    /** By what they begin with, then that of most characters first: what it reads is surest to be what it said. */
    private final List<Known> byWeight;

    /** A pattern of a bundle. */
    private record Known(Messages bundle, String key, Template pattern) {}

    private Recorded(Class<?>... rooms) {
        this.byWeight = Arrays.stream(rooms)
                .map(room -> Messages.named(room, NAME))
                .flatMap(bundle -> bundle.templates(Language.ENGLISH).entrySet().stream()
                        .map(entry -> new Known(bundle, entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparing((Known known) -> known.pattern().beginning())
                        .thenComparing(known -> -known.pattern().weight()))
                .toList();
    }

    /** What core records, in the words of this audience. */
    public static String in(Audience audience, String text) {
        return CORE.say(audience, text);
    }

    /** The patterns of core and those in the bundle {@code Recorded} beside a class. */
    public static Recorded with(Class<?> room) {
        return new Recorded(Recorded.class, room);
    }

    /** The text for this audience. */
    public String say(Audience audience, String text) {
        return audience.language() == Language.ENGLISH || text.length() > LONGEST ? text : again(audience, text, 0);
    }

    /** Values may be sentences of their own, as the rules are that a rule consists of. */
    private String again(Audience audience, String text, int depth) {
        if (depth > DEEPEST) {
            return text;
        }
        for (Known known : byWeight) {
            Optional<List<String>> values = known.pattern().read(text);
            if (values.isPresent()) {
                return say(audience, known, values.get(), depth);
            }
        }
        return text;
    }

    private String say(Audience audience, Known known, List<String> values, int depth) {
        return known.bundle()
                .say(
                        audience,
                        known.key(),
                        values.stream()
                                .map(value -> again(audience, value, depth + 1))
                                .toArray());
    }
}
