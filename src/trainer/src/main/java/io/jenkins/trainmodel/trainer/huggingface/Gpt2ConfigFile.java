package io.jenkins.trainmodel.trainer.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads {@code config.json}. What it leaves out has the value that transformers has for it (GPT2Config); what would make
 * another network is refused.
 */
record Gpt2ConfigFile(Path file, JsonNode json) {
    static final String NAME = "config.json";

    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 20;
    private static final int MOST_TOKENS = 10_000_000;
    private static final int MOST_PLACES = 1 << 20;
    private static final int WIDEST = 1_000_000;
    private static final int MOST_LAYERS = 1_000;
    private static final int LONGEST_WORD = 60;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    /** Keys of which the other value computes something else. */
    private static final Map<String, Boolean> ONLY =
            Map.of("scale_attn_weights", true, "scale_attn_by_inverse_layer_idx", false, "add_cross_attention", false);

    /** @throws HuggingFaceException if it is not of a network that is shaped as GPT-2: what it is, and what can be read */
    static Gpt2Config read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new HuggingFaceException(file + " is larger than " + LARGEST + " bytes");
        }
        try {
            return new Gpt2ConfigFile(file, MAPPER.readTree(Files.readAllBytes(file))).config();
        } catch (JsonProcessingException unreadable) {
            throw new HuggingFaceException(file + " cannot be read: " + JsonProblem.of(unreadable), unreadable);
        }
    }

    private Gpt2Config config() throws HuggingFaceException {
        requireGpt2();
        for (Map.Entry<String, Boolean> only : ONLY.entrySet()) {
            if (flag(only.getKey(), only.getValue()) != only.getValue()) {
                throw refused(only.getKey(), String.valueOf(!only.getValue()), String.valueOf(only.getValue()));
            }
        }
        int width = size("n_embd", 768, WIDEST);
        int heads = size("n_head", 12, MOST_LAYERS);
        if (width % heads != 0) {
            throw new HuggingFaceException(
                    file + " has n_embd " + width + ", which is no multiple of its n_head " + heads);
        }
        return new Gpt2Config(
                size("vocab_size", 50_257, MOST_TOKENS),
                size("n_positions", 1_024, MOST_PLACES),
                width,
                size("n_layer", 12, MOST_LAYERS),
                heads,
                size("n_inner", 4 * width, WIDEST),
                activation(),
                epsilon(),
                flag("tie_word_embeddings", true));
    }

    private void requireGpt2() throws HuggingFaceException {
        JsonNode type = json.path("model_type");
        if (!type.asText().equals(Gpt2Config.MODEL_TYPE)) {
            String found = type.isTextual() ? "of the model_type " + shortened(type.asText()) : "of no model_type";
            throw new HuggingFaceException(
                    file + " is " + found + "; models that are shaped as GPT-2 can be read, of the model_type gpt2");
        }
    }

    private static String shortened(String word) {
        String plain = word.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() <= LONGEST_WORD ? plain : plain.substring(0, LONGEST_WORD) + "…";
    }

    private HuggingFaceException refused(String key, String found, String allowed) {
        return new HuggingFaceException(
                file + " has " + key + " " + shortened(found) + "; what can be read is " + allowed);
    }

    /** The value of a key; empty where it is left out or null. */
    private Optional<JsonNode> value(String key) {
        return Optional.of(json.path(key)).filter(node -> !node.isMissingNode() && !node.isNull());
    }

    private int size(String key, int otherwise, int most) throws HuggingFaceException {
        Optional<JsonNode> given = value(key);
        boolean fits = given.isEmpty()
                || given.get().canConvertToInt()
                        && given.get().isIntegralNumber()
                        && given.get().intValue() >= 1
                        && given.get().intValue() <= most;
        if (!fits) {
            throw refused(key, given.get().toString(), "a whole number from 1 to " + most);
        }
        return given.map(JsonNode::intValue).orElse(otherwise);
    }

    private boolean flag(String key, boolean otherwise) throws HuggingFaceException {
        Optional<JsonNode> given = value(key);
        if (given.isPresent() && !given.get().isBoolean()) {
            throw refused(key, given.get().toString(), "true or false");
        }
        return given.map(JsonNode::booleanValue).orElse(otherwise);
    }

    private double epsilon() throws HuggingFaceException {
        String key = "layer_norm_epsilon";
        Optional<JsonNode> given = value(key);
        double epsilon = given.map(node -> node.isNumber() ? node.doubleValue() : Double.NaN)
                .orElse(1e-5);
        if (!(epsilon > 0 && epsilon < 1)) {
            throw refused(key, String.valueOf(given.orElseThrow()), "a number above 0 and below 1");
        }
        return epsilon;
    }

    private Activation.Function activation() throws HuggingFaceException {
        String key = "activation_function";
        String word = value(key).map(JsonNode::asText).orElse("gelu_new");
        Optional<Activation.Function> known = Optional.ofNullable(Gpt2Config.FUNCTIONS.get(word));
        return known.orElseThrow(() ->
                refused(key, word, "one of " + String.join(", ", new TreeSet<>(Gpt2Config.FUNCTIONS.keySet()))));
    }
}
