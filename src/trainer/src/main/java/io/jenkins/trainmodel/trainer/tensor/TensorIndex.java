package io.jenkins.trainmodel.trainer.tensor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * Says which file holds which tensor, as {@code model.safetensors.index.json} does on model hubs.
 *
 * @param metadata {@code total_size}: bytes of all tensors
 * @param weightMap tensor name to file name
 */
record TensorIndex(
        Metadata metadata, @JsonProperty("weight_map") Map<String, String> weightMap) {
    record Metadata(@JsonProperty("total_size") long totalSize) {}
}
