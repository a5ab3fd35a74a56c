package io.jenkins.trainmodel.trainer.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.adapter.AdapterTargets;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeftAdapterTest {
    @TempDir
    private Path folder;

    private Path write(LoraSpec lora, Optional<Path> base) throws Exception {
        Architecture network = Gpt2Networks.network(Map.of("tieWeights", false));
        Adapters adapters = new AdapterTargets(lora, network.tensors(), Set.of()).adapters();
        List<NamedTensor> matrices = List.copyOf(new Initializer(3).initialize(adapters.tensors()));
        Path written = folder.resolve("adapter");
        assertThat(new PeftAdapter(lora, adapters, matrices, base).write(written))
                .containsOnlyKeys(written.resolve("adapter_model.safetensors"));
        return written;
    }

    private static JsonNode config(Path written) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(written.resolve("adapter_config.json").toFile());
    }

    @Test
    void shouldHaveTheNamesAndShapesOfPeft() throws Exception {
        Path written = write(new LoraSpec(2, 4, List.of("h.1.mlp.c_fc", "*lm_head"), 0.5), Optional.empty());

        assertThat(new TensorFiles(written, "adapter_model").read())
                .extracting(NamedTensor::name, NamedTensor::shape)
                .containsExactlyInAnyOrder(
                        tuple("base_model.model.transformer.h.1.mlp.c_fc.lora_A.weight", 2, 8),
                        tuple("base_model.model.transformer.h.1.mlp.c_fc.lora_B.weight", 32, 2),
                        tuple("base_model.model.lm_head.lora_A.weight", 2, 8),
                        tuple("base_model.model.lm_head.lora_B.weight", Gpt2Networks.VOCABULARY, 2));
    }

    private static Tuple tuple(String name, long rows, long columns) {
        return Tuple.tuple(name, List.of(rows, columns));
    }

    @Test
    void shouldSayWhatPeftMustKnow() throws Exception {
        JsonNode config = config(
                write(new LoraSpec(2, 4, List.of("c_attn", "*lm_head"), 0.5), Optional.of(Path.of("models", "gpt2"))));

        assertThat(config.path("peft_type").asText()).isEqualTo("LORA");
        assertThat(config.path("task_type").asText()).isEqualTo("CAUSAL_LM");
        assertThat(config.path("base_model_name_or_path").asText())
                .isEqualTo(Path.of("models", "gpt2").toString());
        assertThat(config.path("r").asInt()).isEqualTo(2);
        assertThat(config.path("lora_alpha").isIntegralNumber()).isTrue();
        assertThat(config.path("lora_alpha").asInt()).isEqualTo(4);
        assertThat(config.path("lora_dropout").asDouble()).isEqualTo(0.5);
        assertThat(config.path("fan_in_fan_out").asBoolean()).isTrue();
        assertThat(config.path("target_modules"))
                .extracting(JsonNode::asText)
                .containsExactly("transformer.h.0.attn.c_attn", "transformer.h.1.attn.c_attn", "lm_head");
    }

    @Test
    void shouldKeepAnAlphaThatIsNoWholeNumberAndNameNoBaseThatNobodyKnows() throws Exception {
        JsonNode config = config(write(new LoraSpec(2, 0.75, List.of(), 0), Optional.empty()));

        assertThat(config.path("lora_alpha").asDouble()).isEqualTo(0.75);
        assertThat(config.path("base_model_name_or_path").isNull()).isTrue();
    }
}
