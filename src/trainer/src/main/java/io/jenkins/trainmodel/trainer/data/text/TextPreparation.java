package io.jenkins.trainmodel.trainer.data.text;

import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.file.SourceFile;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.token.CharacterTokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Finds the tokens of a text, or makes them: read once to split it, once for its characters, once to tokenize it. */
final class TextPreparation {
    private final Text spec;
    private final long seed;
    private final TokenCache cache;
    /** The tokenizer of the specification; empty where the text decides on its tokens, or a run goes on without its file. */
    private final Optional<Tokenizer> given;

    private final String own;
    /** The description of the tokenizer where it is known before the text is read; otherwise its word. */
    private final String tokens;

    TextPreparation(Text spec, long seed, Optional<Expectation> expected, TokenCache cache) {
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

    TokenStore of(TextSource source) {
        TextListing listing = TextListing.of(source.all());
        return readings(source)
                .flatMap(reading -> cache.find(key(listing.files(), reading)).filter(this::suits).stream())
                .findFirst()
                .orElseGet(() -> read(source, listing));
    }

    private TokenStore read(TextSource source, TextListing listing) {
        TextSides sides = TextSides.of(source, spec, seed);
        List<String> readings = readings(source).toList();
        String reading = readings.stream()
                .filter(kept -> cache.peek(key(sides.fingerprint(), kept))
                        .filter(this::suits)
                        .isPresent())
                .findFirst()
                .orElse(readings.get(readings.size() - 1));
        String content = key(sides.fingerprint(), reading);
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
                        source.layout()
                                + spec.test().map(share -> "\ntest " + share).orElse("")
                                + (spec.badRecords().areSkipped()
                                        ? "\nbadRecords " + spec.badRecords().skipped()
                                        : "")));
    }

    private static String key(String text, String reading) {
        byte[] both = (text + "\n" + reading).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(SourceFile.sha256().digest(both));
    }

    private void write(TextSource source, TextSides sides, Path directory) throws IOException {
        Tokenizer tokenizer = tokenizer(source, sides);
        int width = TokenStore.width(tokenizer);
        try (TokenWriter train = new TokenWriter(TokenStore.train(directory), width);
                TokenWriter validation = new TokenWriter(TokenStore.validation(directory), width);
                TokenWriter test = new TokenWriter(TokenStore.test(directory), width)) {
            Written written = new Written(
                    sides,
                    new Tokenization.Side(train),
                    new Tokenization.Side(validation),
                    new Tokenization.Side(test));
            if (!written.read(source, tokenizer).equals(sides.fingerprint())) {
                throw new DataException(spec.path() + ": the text changed while it was read; start again");
            }
            TokenStore.write(
                    directory,
                    written.content(
                            tokenizer,
                            width,
                            spec.isTested(),
                            source.reader().bad().notes()),
                    tokenizer,
                    LongStream.concat(
                            LongStream.of(sides.validatingContents()), LongStream.of(sides.testingContents())));
        }
    }

    /** The parts of the data while they are written. */
    private record Written(
            TextSides sides, Tokenization.Side train, Tokenization.Side validation, Tokenization.Side test) {

        /** Fills them, and gives the fingerprint of what was read. */
        String read(TextSource source, Tokenizer tokenizer) {
            BitSet validating = sides.validating();
            BitSet testing = sides.testing();
            return source.read(
                    new Tokenization(
                            tokenizer,
                            section -> testing.get(section) ? test : validating.get(section) ? validation : train),
                    new Tokenization(tokenizer, section -> validation),
                    new Tokenization(tokenizer, section -> test));
        }

        TokenStore.Content content(Tokenizer tokenizer, int width, boolean tested, List<String> leftOut) {
            return new TokenStore.Content(
                    sides.fingerprint(),
                    tokenizer.description(),
                    width,
                    train.part(sides.split().train().length),
                    validation.part(sides.validatingContents().length),
                    tested ? Optional.of(test.part(sides.testingContents().length)) : Optional.empty(),
                    sides.held().isEmpty(),
                    sides.word(),
                    sides.learned().toText(),
                    leftOut,
                    Optional.of(sides.duplicates()));
        }
    }

    private Tokenizer tokenizer(TextSource source, TextSides sides) {
        if (given.isPresent()) {
            return given.get();
        }
        if (tokens.equals(own)) {
            Vocabulary vocabulary = new Vocabulary(sides.judging());
            source.read(vocabulary, new Vocabulary(new BitSet()), new Vocabulary(new BitSet()));
            return new CharacterTokenizer(vocabulary.characters());
        }
        return Tokenizers.isFile(tokens) ? given(spec.tokenizer().orElseThrow()).orElseThrow() : Tokenizers.of(tokens);
    }
}
