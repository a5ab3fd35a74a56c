package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.DataSpec.SplitUnit;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.split.ContentSketch;
import io.jenkins.trainmodel.trainer.data.split.Split;
import io.jenkins.trainmodel.trainer.data.token.CharacterTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the tokens of a text, or makes them: read once to split it, once for its characters, once to tokenize it. */
final class TextPreparation {
    private final DataSpec.Text spec;
    private final long seed;
    private final TokenCache cache;
    /** The tokenizer of the specification; empty where the text decides on its tokens, or a run goes on without its file. */
    private final Optional<Tokenizer> given;

    private final String own;
    /** The description of the tokenizer where it is known before the text is read; otherwise its word. */
    private final String tokens;

    TextPreparation(DataSpec.Text spec, long seed, Optional<Expectation> expected, TokenCache cache) {
        this.spec = spec;
        this.seed = seed;
        this.cache = cache;
        TokenizerSpec tokenizer = spec.tokenizer().orElseThrow();
        given = expected.isPresent() && Tokenizers.isMissing(tokenizer) ? Optional.empty() : given(tokenizer);
        own = given.map(Tokenizer::description).orElseGet(() -> Tokenizers.nameOf(tokenizer));
        tokens = expected.flatMap(this::known).orElse(own);
    }

    private Optional<Tokenizer> given(TokenizerSpec tokenizer) {
        try {
            return cache.tokenizers().of(tokenizer);
        } catch (IOException none) {
            throw new DataException(none.getMessage());
        }
    }

    private Optional<String> known(Expectation model) {
        String known = model.signature().tokens();
        if (!known.isEmpty() && !known.equals(own) && !known.startsWith(own + ":")) {
            throw new DataException(spec.path() + ": is cut into tokens by the tokenizer "
                    + counted(own, given.map(Tokenizer::size).orElse(0)) + ", and the text of " + model.model() + " by "
                    + counted(known, model.tokens()) + "; leave tokenizer out of the data or set it to that, begin the"
                    + " layers that meet tokens anew (reset: ['transformer.wte.*', 'transformer.lm_head.*'], the second"
                    + " only where the model has a head of its own), or begin without that model");
        }
        return Optional.of(known).filter(tokens -> !tokens.isEmpty());
    }

    /** @param tokens how many there are; 0: not known before text is read */
    private static String counted(String description, int tokens) {
        return Tokenizers.named(description) + (tokens > 0 ? " with " + tokens + " tokens" : "");
    }

    /**
     * What trains and what validates.
     *
     * @param validating the sections of the text that validate; none where there is a validation text
     */
    private record Sides(
            String fingerprint,
            SplitUnit unit,
            Scan.Units units,
            Split split,
            Optional<Scan.Units> held,
            BitSet validating) {
        long[] contents() {
            return held.map(Scan.Units::contents).orElseGet(() -> select(units.contents(), split.validation()));
        }
    }

    TokenStore of(TextSource source) {
        TextListing listing = TextListing.of(source.all());
        return readings(source)
                .flatMap(reading -> cache.find(key(listing.files(), reading)).filter(this::suits).stream())
                .findFirst()
                .orElseGet(() -> read(source, listing));
    }

    private TokenStore read(TextSource source, TextListing listing) {
        Sides sides = sides(source);
        List<String> readings = readings(source).toList();
        String reading = readings.stream()
                .filter(kept -> cache.peek(key(sides.fingerprint, kept))
                        .filter(this::suits)
                        .isPresent())
                .findFirst()
                .orElse(readings.get(readings.size() - 1));
        String content = key(sides.fingerprint, reading);
        TokenStore store = cache.get(content, directory -> write(source, sides, directory));
        // What was written to while it was read is not what the listing told of.
        if (listing.settled() && TextListing.of(source.all()).files().equals(listing.files())) {
            cache.remember(key(listing.files(), reading), content);
        }
        return store;
    }

    /** Whether the tokens are those that are known, where any are. */
    private boolean suits(TokenStore store) {
        return tokens.equals(own) || tokens.equals(store.content().tokenizer());
    }

    /**
     * All that decides on the tokens, besides the text itself. A model that goes on knows its characters, and the run that
     * it comes from has learned the same ones from the same text: what that run kept is looked for first.
     */
    private Stream<String> readings(TextSource source) {
        return Stream.of(own, tokens)
                .distinct()
                .map(reading -> String.join(
                        "\n",
                        "version " + TokenStore.VERSION,
                        reading,
                        "seed " + seed,
                        "validation " + spec.validation(),
                        "split " + spec.split(),
                        "field " + spec.field(),
                        source.layout()));
    }

    private static String key(String text, String reading) {
        byte[] both = (text + "\n" + reading).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(SourceFile.sha256().digest(both));
    }

    private Sides sides(TextSource source) {
        Scan scan = new Scan();
        Scan held = new Scan();
        String fingerprint = source.read(scan, held);
        SplitUnit unit = spec.split().orElse(scan.usualUnit());
        Scan.Units units = scan.units(unit);
        if (units.contents().length == 0) {
            throw new DataException(spec.path() + ": holds no text");
        }
        if (source.held().isPresent()) {
            Split all = new Split(IntStream.range(0, units.contents().length).toArray(), new int[0]);
            return new Sides(fingerprint, unit, units, all, Optional.of(held.units(unit)), new BitSet());
        }
        Split split = Split.of(units.contents(), new int[units.contents().length], spec.validation(), seed);
        if (split.train().length == 0 || split.validation().length == 0) {
            throw new DataException(spec.path() + ": all of it is one " + word(unit)
                    + ", or equal ones, so that none can be held out for validation; give more text"
                    + (unit == SplitUnit.DOCUMENT ? ", split: section," : "") + " or validationPath");
        }
        return new Sides(fingerprint, unit, units, split, Optional.empty(), units.sectionsOf(split.validation()));
    }

    private static String word(SplitUnit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    private static long[] select(long[] contents, int[] selection) {
        return Arrays.stream(selection).mapToLong(unit -> contents[unit]).toArray();
    }

    private void write(TextSource source, Sides sides, Path directory) throws IOException {
        Tokenizer tokenizer = tokenizer(source, sides.validating);
        int width = TokenStore.width(tokenizer);
        try (TokenWriter train = new TokenWriter(TokenStore.train(directory), width);
                TokenWriter validation = new TokenWriter(TokenStore.validation(directory), width)) {
            Tokenization.Side training = new Tokenization.Side(train);
            Tokenization.Side validating = new Tokenization.Side(validation);
            String fingerprint = source.read(
                    new Tokenization(tokenizer, training, validating, sides.validating),
                    new Tokenization(tokenizer, validating, validating, new BitSet()));
            if (!fingerprint.equals(sides.fingerprint)) {
                throw new DataException(spec.path() + ": the text changed while it was read; start again");
            }
            TokenStore.write(
                    directory, content(tokenizer, width, sides, training, validating), tokenizer, sides.contents());
        }
    }

    private static TokenStore.Content content(
            Tokenizer tokenizer, int width, Sides sides, Tokenization.Side train, Tokenization.Side validation) {
        return new TokenStore.Content(
                sides.fingerprint,
                tokenizer.description(),
                width,
                train.part(sides.split.train().length),
                validation.part(sides.contents().length),
                sides.held.isEmpty(),
                word(sides.unit),
                ContentSketch.of(sides.units.contents(), sides.split.train()).toText());
    }

    private Tokenizer tokenizer(TextSource source, BitSet validating) {
        if (given.isPresent()) {
            return given.get();
        }
        if (tokens.equals(own)) {
            Vocabulary vocabulary = new Vocabulary(validating);
            source.read(vocabulary, new Vocabulary(new BitSet()));
            return new CharacterTokenizer(vocabulary.characters());
        }
        return Tokenizers.isFile(tokens) ? given(spec.tokenizer().orElseThrow()).orElseThrow() : Tokenizers.of(tokens);
    }
}
