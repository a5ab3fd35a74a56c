package io.jenkins.trainmodel.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Says again what a run recorded in English, in the language of whoever reads. Events, verdicts and problems keep English
 * sentences, so that logs stay the same wherever they are written; the bundles {@code Recorded} and, of all that may be
 * wrong, {@code RecordedProblems} hold their patterns, by which a sentence is known and its values are found. A sentence
 * that no pattern knows stays as it is.
 * Whoever records sentences beside core's own has a bundle of patterns as well.
 */
public final class Recorded {
    private static final String NAME = "Recorded";
    private static final List<Messages> OF_CORE =
            List.of(Messages.named(Recorded.class, "RecordedProblems"), Messages.named(Recorded.class, NAME));
    private static final Recorded CORE = new Recorded(OF_CORE.stream());
    private static final int LONGEST = 4000;
    private static final int DEEPEST = 6;

    /** By what they begin with, then that of most characters first: what it reads is surest to be what it said. */
    private final List<Known> byWeight;

    /** A pattern of a bundle. */
    private record Known(Messages bundle, String key, Template pattern) {}

    private Recorded(Stream<Messages> bundles) {
        this.byWeight = bundles.flatMap(bundle -> bundle.templates(Language.ENGLISH).entrySet().stream()
                        .map(entry -> new Known(bundle, entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparing((Known known) -> known.pattern().beginning())
                        .thenComparing(known -> -known.pattern().weight()))
                .toList();
    }

    /** What core records, in the words of this audience. */
    public static String in(Audience audience, String text) {
        return CORE.say(audience, text);
    }

    /** The patterns of core and those in the bundles {@code Recorded} beside some classes. */
    public static Recorded with(Class<?>... rooms) {
        Stream<Messages> beside = Arrays.stream(rooms).map(room -> Messages.named(room, NAME));
        return new Recorded(Stream.concat(OF_CORE.stream(), beside));
    }

    /** The text for this audience. */
    public String say(Audience audience, String text) {
        return audience.language() == Language.ENGLISH || text.length() > LONGEST
                ? text
                : new Saying(audience, part -> {}).again(text, 0);
    }

    /** The parts of a text that no pattern knows, and that would stay English; values among them. */
    List<String> unknown(String text) {
        List<String> parts = new ArrayList<>();
        new Saying(Audience.RECORD, parts::add).again(text, 0);
        return parts;
    }

    /**
     * One text on its way to an audience.
     *
     * @param unknown is told what no pattern knows
     */
    private final class Saying {
        private final Audience audience;
        private final Consumer<String> unknown;

        Saying(Audience audience, Consumer<String> unknown) {
            this.audience = audience;
            this.unknown = unknown;
        }

        /** Values may be sentences of their own, as the rules are that a rule consists of. */
        String again(String text, int depth) {
            for (Known known : depth > DEEPEST ? List.<Known>of() : byWeight) {
                Optional<List<String>> values = known.pattern().read(text);
                if (values.isPresent()) {
                    return say(known, values.get(), depth);
                }
            }
            unknown.accept(text);
            return text;
        }

        private String say(Known known, List<String> values, int depth) {
            Object[] said =
                    values.stream().map(value -> again(value, depth + 1)).toArray();
            return known.bundle().say(audience, known.key(), said);
        }
    }
}
