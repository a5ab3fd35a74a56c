package io.jenkins.trainmodel.trainer.data.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes tokenizers again from what describes them, and keeps them in files. */
public final class Tokenizers {
    /** The file of a model package that says how the model's text becomes tokens. */
    public static final String FILE = "tokenizer.json";

    private static final String TYPE = "type";
    private static final String CHARACTERS = "characters";
    private static final int LARGEST = 64 << 20;
    private static final int DEEPEST = 10;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    private Tokenizers() {}

    /** The word of a specification for its tokenizer. */
    public static String nameOf(TokenizerSpec spec) {
        if (spec instanceof TokenizerSpec.Bytes) {
            return ByteTokenizer.NAME;
        }
        return spec instanceof TokenizerSpec.Gpt2 ? Gpt2Tokenizer.NAME : CharacterTokenizer.NAME;
    }

    /**
     * From {@link Tokenizer#description()}.
     *
     * @throws IllegalArgumentException if it describes none
     */
    public static Tokenizer of(String description) {
        if (description.equals(ByteTokenizer.NAME)) {
            return new ByteTokenizer();
        }
        if (description.equals(Gpt2Tokenizer.NAME)) {
            return new Gpt2Tokenizer();
        }
        if (description.startsWith(CharacterTokenizer.NAME + ":")) {
            return new CharacterTokenizer(description.substring(CharacterTokenizer.NAME.length() + 1));
        }
        throw new IllegalArgumentException("there is no tokenizer " + description);
    }

    /** The content of {@link #FILE}. */
    public static JsonNode toJson(Tokenizer tokenizer) {
        var json = JsonNodeFactory.instance.objectNode().put(TYPE, tokenizer.name());
        if (tokenizer instanceof CharacterTokenizer) {
            json.put(CHARACTERS, tokenizer.description().substring(CharacterTokenizer.NAME.length() + 1));
        }
        return json;
    }

    /**
     * The tokenizer of a model package.
     *
     * @throws IOException if its file is not there, is too large, or holds no tokenizer
     */
    public static Tokenizer read(Path packageDirectory) throws IOException {
        Path file = packageDirectory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException(packageDirectory
                    + ": holds no tokenizer.json, so its tokens are unknown; unpack the package again");
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": is larger than 64 MiB; unpack the package again");
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            String type = json.path(TYPE).asText();
            return of(json.has(CHARACTERS) ? type + ":" + json.path(CHARACTERS).asText() : type);
        } catch (IllegalArgumentException unknown) {
            throw new IOException(file + ": " + unknown.getMessage(), unknown);
        }
    }
}
