package io.jenkins.trainmodel.trainer.huggingface;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Low-rank adapters as PEFT opens them beside the model that they were trained beside, a GPT2LMHeadModel. PEFT keeps A as [rank,
 * inputs] and B as [outputs, rank], also where the weight itself lies the other way round (Conv1D), which
 * {@code fan_in_fan_out} says.
 *
 * @param lora what was wanted
 * @param adapters which layers have one
 * @param matrices A and B of each, before they are merged
 * @param base the folder of that model; empty: nobody knows where it is
 */
public record PeftAdapter(LoraSpec lora, Adapters adapters, List<NamedTensor> matrices, Optional<Path> base) {
    /** The folder in a model package. */
    public static final String FOLDER = "adapter";

    private static final String WEIGHTS = "adapter_model";
    private static final String CONFIG = "adapter_config.json";

    /** What stands before all names where PEFT has wrapped a model. */
    private static final String WRAPPED = "base_model.model.";

    public PeftAdapter {
        matrices = List.copyOf(matrices);
    }

    /**
     * Writes the folder, which must not be there.
     *
     * @return the SHA-256 of the file of matrices, as PEFT has one alone
     */
    public Map<Path, String> write(Path folder) throws IOException {
        Files.createDirectory(folder);
        Gpt2Export.write(folder.resolve(CONFIG), config());
        return new TensorFiles(folder, WEIGHTS)
                .write(matrices.stream().map(PeftAdapter::wrapped).toList(), Long.MAX_VALUE);
    }

    private static NamedTensor wrapped(NamedTensor matrix) {
        return new RenamedTensor(WRAPPED + Gpt2Tensors.inFile(matrix.name()), matrix);
    }

    /** Keys of PEFT's LoraConfig; it has the same defaults for all that are left out. */
    private ObjectNode config() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put("inference_mode", true);
        json.put("base_model_name_or_path", base.map(Path::toString).orElse(null));
        json.put("r", lora.rank()).put("lora_dropout", lora.dropout()).put("bias", "none");
        putAlpha(json);
        ArrayNode targets = json.putArray("target_modules");
        adapters.list().forEach(adapter -> targets.add(Gpt2Tensors.inFile(adapter.layer())));
        return json.put("fan_in_fan_out", true);
    }

    /** PEFT declares it as a whole number, though it computes with any. */
    private void putAlpha(ObjectNode json) {
        if (lora.alpha() == Math.rint(lora.alpha()) && lora.alpha() <= Integer.MAX_VALUE) {
            json.put("lora_alpha", (int) lora.alpha());
        } else {
            json.put("lora_alpha", lora.alpha());
        }
    }
}
