package io.jenkins.trainmodel.trainer.data.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which token of a {@code tokenizer.json} ends a text: as {@code tokenizer_config.json} beside it says, or by its name. */
final class EndOfText {
    private static final String CONFIG = "tokenizer_config.json";
    private static final String KEY = "eos_token";
    private static final List<String> USUAL =
            List.of("<|endoftext|>", "</s>", "<|end_of_text|>", "<eos>", "<|im_end|>", "[SEP]");
    private static final int MOST_NAMED = 20;
    private static final int LARGEST = 16 << 20;
    private static final int DEEPEST = 50;
    private static final JsonMapper MAPPER =
            BoundedJson.builder(LARGEST, DEEPEST).build();

    private EndOfText() {}

    /**
     * The text of the token.
     *
     * @param file the tokenizer's
     * @param added the tokens that were added to those of the model
     * @throws IOException if the file beside cannot be read, or nothing says which one it is
     */
    static String of(Path file, Collection<String> added) throws IOException {
        Optional<String> said = beside(file.resolveSibling(CONFIG));
        return said.or(() -> USUAL.stream().filter(added::contains).findFirst())
                .orElseThrow(() ->
                        new IOException(file + ": does not say which token ends a text; name one as endOfText in the"
                                + " tokenizer" + examples(added)));
    }

    private static String examples(Collection<String> added) {
        return added.isEmpty()
                ? ""
                : ", such as one of "
                        + String.join(", ", added.stream().limit(MOST_NAMED).toList());
    }

    private static Optional<String> beside(Path config) throws IOException {
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        JsonNode end = read(config).path(KEY);
        String text = end.isObject() ? end.path("content").asText() : end.asText("");
        return Optional.of(text).filter(name -> !name.isEmpty() && !name.equals("null"));
    }

    private static JsonNode read(Path config) throws IOException {
        if (Files.size(config) > LARGEST) {
            throw new IOException(config + ": is larger than 16 MiB, which no tokenizer_config.json is");
        }
        try {
            return MAPPER.readTree(Files.readAllBytes(config));
        } catch (JsonProcessingException unreadable) {
            throw new IOException(
                    config + ": is no JSON: " + JsonProblem.of(unreadable).reason(), unreadable);
        }
    }

    /** Says it beside a tokenizer's file, as transformers reads it. */
    static void write(Path folder, String end) throws IOException {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("tokenizer_class", "PreTrainedTokenizerFast")
                .put(KEY, end)
                .toPrettyString();
        Files.writeString(folder.resolve(CONFIG), json + "\n");
    }
}
