package io.jenkins.trainmodel.trainer.data.token;

import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.platform.LibraryException;
import io.jenkins.trainmodel.trainer.tokenizers.NativeTokenizers;
import io.jenkins.trainmodel.trainer.tokenizers.TextEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@code tokenizer.json} says, computed by Hugging Face's own library: the same tokens as in Python, without those that a template
 * puts around a text. What reads like one of its added tokens is that token. The library is loaded when text is first encoded; all else is
 * read from the file.
 */
public final class HuggingFaceTokenizer implements Tokenizer {
    static final String NAME = "huggingface";

    private final byte[] content;
    private final String sha256;
    private final String end;
    private final int endOfText;
    private final List<byte[]> bytes;
    private final LibraryRequest libraries;
    /** Made when text is first encoded. */
    private TextEncoder encoder;

    private HuggingFaceTokenizer(TokenizerJson json, String end, LibraryRequest libraries) {
        Map<Integer, String> added = json.added();
        this.content = json.content();
        this.sha256 = json.sha256();
        this.end = end;
        this.libraries = libraries;
        this.bytes = bytes(json, added);
        this.endOfText = numberOf(end, json.pieces(), added);
        bytes.set(endOfText, new byte[0]);
    }

    /**
     * The tokenizer in a file.
     *
     * @param end the text of the token that ends a document; empty: as the file beside it says, or by its name
     * @param libraries where the library is fetched from
     * @throws IOException if the file holds no tokenizer, or its tokens cannot be told
     */
    public static HuggingFaceTokenizer open(Path file, Optional<String> end, LibraryRequest libraries)
            throws IOException {
        TokenizerJson json = TokenizerJson.read(file);
        try {
            String ending = end.isPresent()
                    ? end.get()
                    : EndOfText.of(file, json.added().values());
            return new HuggingFaceTokenizer(json, ending, libraries);
        } catch (IllegalArgumentException unknown) {
            throw new IOException(file + ": " + unknown.getMessage(), unknown);
        }
    }

    /** Of every number its text; a number that no token has stands for none. */
    private static List<byte[]> bytes(TokenizerJson json, Map<Integer, String> added) {
        PieceText text = new PieceText(json.decoder());
        List<byte[]> bytes = new ArrayList<>();
        json.pieces().forEach((number, piece) -> put(bytes, number, text.of(piece)));
        added.forEach((number, content) -> put(bytes, number, content.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private static void put(List<byte[]> bytes, int number, byte[] text) {
        while (bytes.size() <= number) {
            bytes.add(new byte[0]);
        }
        bytes.set(number, text);
    }

    private static int numberOf(String end, Map<Integer, String> pieces, Map<Integer, String> added) {
        return find(end, added)
                .or(() -> find(end, pieces))
                .orElseThrow(() -> new IllegalArgumentException("has no token " + end
                        + ", which is said to end a text; name one that it has as endOfText in the tokenizer"));
    }

    private static Optional<Integer> find(String text, Map<Integer, String> tokens) {
        return tokens.entrySet().stream()
                .filter(token -> token.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int size() {
        return bytes.size();
    }

    @Override
    public int endOfText() {
        return endOfText;
    }

    /** @throws LibraryException where the native library cannot be had */
    @Override
    public int[] encode(String text) {
        int[] tokens = tokens(text);
        for (int token : tokens) {
            if (token >= size()) {
                throw new DataException("the library numbers a token " + token + ", and tokenizer.json has " + size()
                        + "; number its added_tokens behind those of the vocabulary, without a gap");
            }
        }
        return tokens;
    }

    private int[] tokens(String text) {
        TextEncoder library = encoder();
        try {
            return library.encode(text);
        } catch (IllegalArgumentException unknown) {
            throw new UnknownTextException(
                    "the tokenizer " + NAME + " has no token for " + Quoted.of(UnknownText.in(text, library)) + " ("
                            + unknown.getMessage()
                            + "); leave that out of the text, or take a tokenizer that has a token for what it does not know",
                    unknown);
        }
    }

    private synchronized TextEncoder encoder() {
        if (encoder == null) {
            encoder = loaded();
        }
        return encoder;
    }

    private TextEncoder loaded() {
        try {
            return NativeTokenizers.load(new String(content, StandardCharsets.UTF_8), libraries);
        } catch (IllegalArgumentException unread) {
            throw new DataException("tokenizer.json cannot be used by the library of tokenizers (" + unread.getMessage()
                    + "); take another one, or one that is saved anew");
        }
    }

    @Override
    public byte[] bytes(int token) {
        if (token < 0 || token >= size()) {
            throw new IndexOutOfBoundsException("no token " + token + " among " + size());
        }
        return bytes.get(token).clone();
    }

    @Override
    public String description() {
        return NAME + ":" + sha256 + ":" + end;
    }

    /** The text of the token that ends a document. */
    public String end() {
        return end;
    }

    /** Writes the file as it was read, and beside it which token ends a text. */
    void write(Path folder) throws IOException {
        writeJson(folder.resolve(Tokenizers.FILE));
        EndOfText.write(folder, end);
    }

    /** Writes the file alone. */
    public void writeJson(Path file) throws IOException {
        Files.write(file, content);
    }
}
