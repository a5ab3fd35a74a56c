package io.jenkins.trainmodel.trainer.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import io.jenkins.trainmodel.trainer.tensor.TensorPieces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as GPT2LMHeadModel of transformers opens it, with the tokenizer of its text.
 *
 * @param dropout share that is dropped where training goes on
 */
public record Gpt2Export(Gpt2Config config, double dropout, Tokenizer tokenizer) implements HuggingFaceExport {
    private static final String WEIGHTS = "model";

    /**
     * Writes the folder, which must not be there. The parameters are streamed.
     *
     * @param shardBytes the file of parameters is split above this size
     * @return the SHA-256 of the files that hold parameters
     */
    public Map<Path, String> write(Path folder, List<NamedTensor> parameters, long shardBytes) throws IOException {
        Files.createDirectory(folder);
        int endOfText = tokenizer.endOfText();
        write(folder.resolve(Gpt2ConfigFile.NAME), config.toJson(endOfText, dropout));
        write(
                folder.resolve("generation_config.json"),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("bos_token_id", endOfText)
                        .put("eos_token_id", endOfText)
                        .put("pad_token_id", endOfText));
        Optional<TokenizerFile> tokens = TokenizerFile.of(tokenizer);
        if (tokens.isPresent()) {
            tokens.get().write(folder, config.positions());
        }
        return new TensorFiles(folder, WEIGHTS).write(Gpt2Tensors.toFile(parameters), shardBytes);
    }

    static void write(Path file, JsonNode json) throws IOException {
        Files.writeString(file, json.toPrettyString() + "\n");
    }

    /**
     * Compares the parameters in a folder with those that it was written from, bit by bit.
     *
     * @return the name of the first that is another one, or is missing; empty: all are the same
     */
    public static Optional<String> firstDifference(Path folder, List<NamedTensor> parameters) throws IOException {
        HuggingFaceModel model = HuggingFaceModel.open(folder);
        Map<String, NamedTensor> written = new HashMap<>();
        model.parameters(model.config().positions()).forEach(tensor -> written.put(tensor.name(), tensor));
        for (NamedTensor parameter : parameters) {
            Optional<NamedTensor> other = Optional.ofNullable(written.remove(parameter.name()));
            if (other.isEmpty() || !new TensorPieces().isEqual(other.get(), parameter)) {
                return Optional.of(parameter.name());
            }
        }
        return written.keySet().stream().sorted().findFirst();
    }
}
