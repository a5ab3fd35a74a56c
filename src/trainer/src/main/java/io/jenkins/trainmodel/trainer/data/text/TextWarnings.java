package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What people should know of a text's parts. */
record TextWarnings(Text spec, TokenStore.Content content) {
    private static final String OTHER_VALIDATION =
            "%s: %.1f %% of the text are held out, where %.1f %% are asked for, because it has only %.0f %ss to draw from;"
                    + " give more text, or validationPath for another share";
    private static final String OTHER_TEST =
            "%s: %.1f %% of the text are kept for the test, where %.1f %% are asked for, because it has only %.0f %ss to draw"
                    + " from; give more text, or testPath for another share";
    private static final String KNOWN_VALIDATION =
            "%s: %d of %d windows of the validation text stand in the training text as well, token by token (%.1f %%):"
                    + " they tell little of what the model makes of text that it does not know";
    private static final String KNOWN_TEST =
            "%s: %d of %d windows of the test text stand in the training text as well, token by token (%.1f %%):"
                    + " they tell little of what the model makes of text that it does not know";

    List<String> of(TextData.Known validation, Optional<TextData.Known> test) {
        Stream<String> shares = Stream.of(
                        otherValidation(),
                        otherTest(),
                        overlap(KNOWN_VALIDATION, validation),
                        test.flatMap(known -> overlap(KNOWN_TEST, known)))
                .flatMap(Optional::stream);
        return Stream.concat(content.leftOut().stream(), shares).toList();
    }

    private Optional<String> otherValidation() {
        return content.drawn()
                ? otherShare(OTHER_VALIDATION, content.validation().bytes(), spec.validation())
                : Optional.empty();
    }

    private Optional<String> otherTest() {
        return spec.test()
                .filter(wanted -> spec.testPath().isEmpty())
                .flatMap(wanted ->
                        otherShare(OTHER_TEST, content.test().orElseThrow().bytes(), wanted));
    }

    /** Of few units a draw takes a share that is far from the one that is asked for. */
    private Optional<String> otherShare(String sentence, long bytes, double wanted) {
        double share = bytes / drawn(TokenStore.Part::bytes);
        return Math.abs(share - wanted) <= wanted / 2
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        sentence,
                        spec.path(),
                        100 * share,
                        100 * wanted,
                        drawn(TokenStore.Part::units),
                        content.unit()));
    }

    /** Of all that the text itself is split into. */
    private double drawn(ToLongFunction<TokenStore.Part> size) {
        return size.applyAsLong(content.train())
                + (content.drawn() ? size.applyAsLong(content.validation()) : 0)
                + content.test()
                        .filter(part -> spec.testPath().isEmpty())
                        .map(size::applyAsLong)
                        .orElse(0L);
    }

    private Optional<String> overlap(String sentence, TextData.Known judging) {
        int windows = judging.windows().size();
        return judging.known() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        sentence,
                        spec.path(),
                        judging.known(),
                        windows,
                        100.0 * judging.known() / windows));
    }
}
