package io.jenkins.trainmodel.trainer.data.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.spec.data.TokenizerSpec;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes tokenizers, and keeps them in files.
 *
 * @param libraries where a tokenizer's native library is fetched from
 */
public record Tokenizers(LibraryRequest libraries) {
    /** The file of a model package, and of kept tokens, that says how text becomes tokens. */
    public static final String FILE = "tokenizer.json";

    private static final int NAME_AND_COLON = HuggingFaceTokenizer.NAME.length() + 1;
    private static final String TYPE = "type";
    private static final String MODEL = "model";
    private static final String CHARACTERS = "characters";
    private static final int LARGEST = 128 << 20;
    private static final int DEEPEST = 50;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    /** The word of a specification for its tokenizer. */
    public static String nameOf(TokenizerSpec spec) {
        if (spec instanceof TokenizerSpec.Bytes) {
            return ByteTokenizer.NAME;
        }
        if (spec instanceof TokenizerSpec.HuggingFace) {
            return HuggingFaceTokenizer.NAME;
        }
        return spec instanceof TokenizerSpec.Gpt2 ? Gpt2Tokenizer.NAME : CharacterTokenizer.NAME;
    }

    /**
     * The tokenizer of a specification; empty where the text decides on its tokens.
     *
     * @throws IOException if it has a file that holds none
     */
    public Optional<Tokenizer> of(TokenizerSpec spec) throws IOException {
        if (spec instanceof TokenizerSpec.HuggingFace file) {
            return Optional.of(HuggingFaceTokenizer.open(file(file.path().orElseThrow()), file.endOfText(), libraries));
        }
        return spec instanceof TokenizerSpec.Characters ? Optional.empty() : Optional.of(of(nameOf(spec)));
    }

    /** Whether the specification names a file that is not there. */
    public static boolean isMissing(TokenizerSpec spec) {
        return spec instanceof TokenizerSpec.HuggingFace file
                && !Files.isRegularFile(place(file.path().orElseThrow()));
    }

    private static Path place(Path given) {
        return Files.isDirectory(given) ? given.resolve(FILE) : given;
    }

    private static Path file(Path given) throws IOException {
        Path file = place(given);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    file + ": does not exist; name a tokenizer.json of Hugging Face's tokenizers, or its directory, as"
                            + " path in the tokenizer");
        }
        return file;
    }

    /**
     * From {@link Tokenizer#description()}.
     *
     * @throws IllegalArgumentException if it describes none, or one that is kept in a file
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

    /**
     * The same, where a file in this directory may be needed for it.
     *
     * @throws IOException if that file cannot be read
     */
    public Tokenizer kept(String description, Path directory) throws IOException {
        return isFile(description) ? read(directory) : of(description);
    }

    /** Whether a description is that of a tokenizer which only its file makes again. */
    public static boolean isFile(String description) {
        return description.startsWith(HuggingFaceTokenizer.NAME + ":");
    }

    /** What a description is called in a sentence; without the characters that it may hold. */
    public static String named(String description) {
        return isFile(description)
                ? HuggingFaceTokenizer.NAME + " (SHA-256 and end of text " + description.substring(NAME_AND_COLON) + ")"
                : description.replaceFirst("(?s):.*", "");
    }

    /**
     * What a specification says of a tokenizer with this description.
     *
     * @param directory where its file lies, if it has one
     */
    public static TokenizerSpec specOf(String description, Path directory) {
        if (isFile(description)) {
            return new TokenizerSpec.HuggingFace(Optional.of(directory), Optional.empty());
        }
        return switch (of(description).name()) {
            case ByteTokenizer.NAME -> new TokenizerSpec.Bytes();
            case Gpt2Tokenizer.NAME -> new TokenizerSpec.Gpt2();
            default -> new TokenizerSpec.Characters();
        };
    }

    /** Writes {@link #FILE} into a directory. */
    public static void write(Tokenizer tokenizer, Path directory) throws IOException {
        if (tokenizer instanceof HuggingFaceTokenizer file) {
            file.write(directory);
            return;
        }
        var json = JsonNodeFactory.instance.objectNode().put(TYPE, tokenizer.name());
        if (tokenizer instanceof CharacterTokenizer) {
            json.put(CHARACTERS, tokenizer.description().substring(CharacterTokenizer.NAME.length() + 1));
        }
        Files.writeString(directory.resolve(FILE), json.toPrettyString() + "\n");
    }

    /**
     * The tokenizer that was written into a directory.
     *
     * @throws IOException if its file is not there, is too large, or holds no tokenizer
     */
    public Tokenizer read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    directory + ": holds no tokenizer.json, so its tokens are unknown; unpack the package again");
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": is larger than 128 MiB; unpack the package again");
        }
        JsonNode json = json(file);
        return json.has(MODEL) ? HuggingFaceTokenizer.open(file, Optional.empty(), libraries) : own(file, json);
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException unreadable) {
            throw new IOException(
                    file + ": is no JSON: " + JsonProblem.of(unreadable).reason(), unreadable);
        }
    }

    private static Tokenizer own(Path file, JsonNode json) throws IOException {
        try {
            String type = json.path(TYPE).asText();
            return of(json.has(CHARACTERS) ? type + ":" + json.path(CHARACTERS).asText() : type);
        } catch (IllegalArgumentException unknown) {
            throw new IOException(file + ": " + unknown.getMessage(), unknown);
        }
    }
}
