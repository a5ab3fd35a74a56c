package io.jenkins.trainmodel.trainer.data.text;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.data.token.Tokenizers;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The tokens of a text in a directory: a file of tokens for each part of the data, one of content numbers, and what is known of them. */
final class TokenStore {
    /** What the program writes; other versions are not read. */
    static final int VERSION = 2;

    private static final String TRAIN = "train.tokens";
    private static final String VALIDATION = "validation.tokens";
    private static final String TEST = "test.tokens";
    private static final String JUDGING = "validation.contents";
    private static final String CONTENT = "tokens.json";
    private static final int LARGEST = 1 << 30;
    private static final int LARGEST_SHORT = 1 << Short.SIZE;
    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    private final Path directory;
    private final Content content;
    private final Tokenizers tokenizers;
    /** Read when it is first asked for: a vocabulary can be megabytes. */
    private Tokenizer tokenizer;

    private TokenStore(Path directory, Content content, Tokenizers tokenizers) {
        this.directory = directory;
        this.content = content;
        this.tokenizers = tokenizers;
    }

    /** Bytes in which each token is kept. */
    static int width(Tokenizer tokenizer) {
        return tokenizer.size() <= LARGEST_SHORT ? Short.BYTES : Integer.BYTES;
    }

    /**
     * What is known of the tokens.
     *
     * @param fingerprint SHA-256 over the files that were read
     * @param tokenizer its description
     * @param width bytes of a token
     * @param train about the training part
     * @param validation about the validation part
     * @param test about what is kept for the test; empty: there is none, and none was known when the tokens were kept
     * @param drawn whether a share was held out; false: validation text of its own
     * @param unit what was split, such as "documents"
     * @param learned a sketch of what trains, in text
     * @param leftOut what people should know of lines and files that were left out
     * @param duplicates units that train and are equal to another one; empty: nobody has counted when the tokens were kept
     */
    record Content(
            String fingerprint,
            String tokenizer,
            int width,
            Part train,
            Part validation,
            Optional<Part> test,
            boolean drawn,
            String unit,
            String learned,
            List<String> leftOut,
            Optional<Long> duplicates) {
        Content {
            // those that earlier versions kept are of text of which nothing was left out
            leftOut = leftOut == null ? List.of() : List.copyOf(leftOut);
        }

        /** Units that judge a model. */
        long judging() {
            return validation.units() + test.map(Part::units).orElse(0L);
        }
    }

    /**
     * A side of the split.
     *
     * @param units documents or sections
     * @param bytes of text
     * @param tokens those that end documents among them
     */
    record Part(long units, long bytes, long tokens) {}

    /** @throws IOException if the directory holds no tokens, or not all */
    static TokenStore open(Path directory, Tokenizers tokenizers) throws IOException {
        Content content = MAPPER.readValue(Files.readAllBytes(directory.resolve(CONTENT)), Content.class);
        TokenStore store = new TokenStore(directory, content, tokenizers);
        store.require(TRAIN, content.train().tokens() * content.width());
        store.require(VALIDATION, content.validation().tokens() * content.width());
        if (content.test().isPresent()) {
            store.require(TEST, content.test().get().tokens() * content.width());
        }
        store.require(JUDGING, content.judging() * Long.BYTES);
        return store;
    }

    private void require(String name, long bytes) throws IOException {
        Path file = directory.resolve(name);
        if (Files.size(file) != bytes) {
            throw new IOException(file + " is damaged");
        }
    }

    /**
     * Writes what stands beside the tokens.
     *
     * @param judging content numbers of what validates or tests, one a unit: in a file of their own, as they can be millions
     */
    static void write(Path directory, Content content, Tokenizer tokenizer, LongStream judging) throws IOException {
        Tokenizers.write(tokenizer, directory);
        try (DataOutputStream numbers =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(directory.resolve(JUDGING))))) {
            for (long number : judging.toArray()) {
                numbers.writeLong(number);
            }
        }
        Files.write(directory.resolve(CONTENT), MAPPER.writeValueAsBytes(content));
    }

    /** Content numbers of what validates or tests. */
    long[] judging() throws IOException {
        long[] contents = new long[Math.toIntExact(content.judging())];
        try (DataInputStream numbers =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(directory.resolve(JUDGING))))) {
            for (int unit = 0; unit < contents.length; unit++) {
                contents[unit] = numbers.readLong();
            }
        }
        return contents;
    }

    Path directory() {
        return directory;
    }

    Content content() {
        return content;
    }

    /** @throws DataException if the file that is kept with the tokens is not that of their tokenizer */
    Tokenizer tokenizer() {
        if (tokenizer == null) {
            tokenizer = readTokenizer();
        }
        return tokenizer;
    }

    private Tokenizer readTokenizer() {
        try {
            Tokenizer kept = tokenizers.kept(content.tokenizer(), directory);
            if (kept.description().equals(content.tokenizer())) {
                return kept;
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new DataException(damaged(), unreadable);
        }
        throw new DataException(damaged());
    }

    private String damaged() {
        return directory
                + ": the tokenizer of the kept tokens is damaged; delete that directory, and they are made again";
    }

    static Path train(Path directory) {
        return directory.resolve(TRAIN);
    }

    static Path validation(Path directory) {
        return directory.resolve(VALIDATION);
    }

    static Path test(Path directory) {
        return directory.resolve(TEST);
    }

    /** How many windows of the validation text the training text has; searched for once. */
    long overlap(int context, LoadProgress progress) throws IOException {
        return overlap(validation(), "overlap-" + context, context, Overlap.OF_VALIDATION, progress);
    }

    /** How many windows of the test text the training text has; searched for once. */
    long testOverlap(int context, LoadProgress progress) throws IOException {
        return overlap(test(), "test-overlap-" + context, context, Overlap.OF_TEST, progress);
    }

    private long overlap(TokenFile judging, String name, int context, String searched, LoadProgress progress)
            throws IOException {
        Path kept = directory.resolve(name);
        try {
            return Long.parseLong(Files.readString(kept));
        } catch (IOException | NumberFormatException unknown) {
            long found = Overlap.count(train(), judging, context, searched, progress);
            remember(found, kept);
            return found;
        }
    }

    private static void remember(long found, Path kept) {
        try {
            DurableFiles.write(kept, Long.toString(found).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            // The next run searches once more.
        }
    }

    TokenFile train() throws IOException {
        return tokens(train(directory));
    }

    TokenFile validation() throws IOException {
        return tokens(validation(directory));
    }

    /** What is kept for the test; only where anything is. */
    TokenFile test() throws IOException {
        return tokens(test(directory));
    }

    private TokenFile tokens(Path file) throws IOException {
        return TokenFile.open(file, content.width(), tokenizer().size());
    }
}
