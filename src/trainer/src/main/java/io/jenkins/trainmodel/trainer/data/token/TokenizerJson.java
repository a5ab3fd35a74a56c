package io.jenkins.trainmodel.trainer.data.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file {@code tokenizer.json} of Hugging Face's tokenizers, as it was read.
 *
 * @param content its bytes
 * @param root what it says
 */
record TokenizerJson(byte[] content, ObjectNode root) {
    private static final int LARGEST = 128 << 20;
    private static final int DEEPEST = 50;
    private static final long MOST_VALUES = 20_000_000;
    private static final int MOST_TOKENS = 1 << 22;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST, MOST_VALUES).build();

    /** @throws IOException if the file cannot be read, is too large, or is no {@code tokenizer.json} */
    static TokenizerJson read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": is larger than 128 MiB, which no tokenizer.json is");
        }
        byte[] content = Files.readAllBytes(file);
        try {
            if (MAPPER.readTree(content) instanceof ObjectNode root && isOne(root)) {
                return new TokenizerJson(content, root);
            }
        } catch (JsonProcessingException unreadable) {
            throw new IOException(
                    file + ": is no JSON: " + JsonProblem.of(unreadable).reason(), unreadable);
        }
        throw new IOException(
                file + ": is no tokenizer.json of Hugging Face's tokenizers, which has a model with a vocab;"
                        + " in Python, save_pretrained of a fast tokenizer writes one");
    }

    private static boolean isOne(JsonNode root) {
        return root.at("/model/vocab").isContainerNode();
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * What the vocabulary calls each of its tokens, by number: those that the model has, without those that were added.
     *
     * @throws IllegalArgumentException if a number is none
     */
    Map<Integer, String> pieces() {
        Map<Integer, String> pieces = new TreeMap<>();
        JsonNode vocabulary = root.at("/model/vocab");
        if (vocabulary.isArray()) {
            vocabulary.forEach(entry -> pieces.put(pieces.size(), entry.path(0).asText()));
        } else {
            vocabulary.properties().forEach(entry -> pieces.put(number(entry.getValue()), entry.getKey()));
        }
        return pieces;
    }

    /** The text that stands for each token that was added to the model's, by number. */
    Map<Integer, String> added() {
        Map<Integer, String> added = new TreeMap<>();
        root.path("added_tokens")
                .forEach(token -> added.put(
                        number(token.path("id")), token.path("content").asText()));
        return added;
    }

    private static int number(JsonNode value) {
        if (!value.canConvertToInt() || value.intValue() < 0 || value.intValue() >= MOST_TOKENS) {
            throw new IllegalArgumentException(
                    "it numbers a token " + value + ", where tokens are numbered from 0 to below " + MOST_TOKENS);
        }
        return value.intValue();
    }

    /** How pieces become text again; missing: null. */
    JsonNode decoder() {
        return root.path("decoder");
    }
}
