package io.jenkins.trainmodel.trainer.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceExportTest {
    private static final int ONE_FILE = 1 << 20;

    @TempDir
    private Path folder;

    private Path write(Architecture network, List<NamedTensor> parameters, int shardBytes) throws Exception {
        Path written = folder.resolve("huggingface");
        Gpt2Export export = (Gpt2Export) HuggingFaceExport.of(network, Optional.of(new ByteTokenizer()));
        export.write(written, parameters, shardBytes);
        return written;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeReadAgainWithTheSameBits(boolean tied) throws Exception {
        Architecture network = Gpt2Networks.network(Map.of("tieWeights", tied));
        List<NamedTensor> parameters = Gpt2Networks.parameters(network);

        Path written = write(network, parameters, ONE_FILE);

        assertThat(Gpt2Export.firstDifference(written, parameters)).isEmpty();
        assertThat(new TensorFiles(written, "model").read())
                .extracting(NamedTensor::name)
                .contains("transformer.h.1.mlp.c_fc.weight")
                .satisfies(names -> assertThat(names.contains("lm_head.weight")).isEqualTo(!tied));
    }

    @Test
    void shouldWriteLinearLayersTheOtherWayRound() throws Exception {
        Architecture network = Gpt2Networks.network(Map.of());
        List<NamedTensor> parameters = Gpt2Networks.parameters(network);
        NamedTensor own = named(parameters, "transformer.h.0.mlp.c_fc.weight");

        NamedTensor there = named(
                new TensorFiles(write(network, parameters, ONE_FILE), "model").read(),
                "transformer.h.0.mlp.c_fc.weight");

        assertThat(own.shape()).containsExactly(32L, 8L);
        assertThat(there.shape()).containsExactly(8L, 32L);
        assertThat(there.data().asFloatBuffer().get(3 * 32 + 17))
                .isEqualTo(own.data().asFloatBuffer().get(17 * 8 + 3));
    }

    private static NamedTensor named(List<NamedTensor> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSplitWhatIsLarge() throws Exception {
        Architecture network = Gpt2Networks.network(Map.of());
        List<NamedTensor> parameters = Gpt2Networks.parameters(network);

        Path written = write(network, parameters, 4096);

        assertThat(written.resolve("model.safetensors.index.json")).exists();
        assertThat(written.resolve("model.safetensors")).doesNotExist();
        assertThat(Gpt2Export.firstDifference(written, parameters)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gelu, gelu", "geluTanh, gelu_new"})
    void shouldDescribeTheNetworkAsTransformersDoes(String activation, String theirs) throws Exception {
        Architecture network = Gpt2Networks.network(Map.of("dropout", 0.25, "activation", activation));

        JsonNode config = JsonMapper.builder()
                .build()
                .readTree(write(network, Gpt2Networks.parameters(network), ONE_FILE)
                        .resolve("config.json")
                        .toFile());

        assertThat(config.path("model_type").asText()).isEqualTo("gpt2");
        assertThat(List.of("n_layer", "n_head", "n_embd", "n_inner", "n_positions", "vocab_size", "eos_token_id"))
                .extracting(key -> config.path(key).intValue())
                .containsExactly(2, 2, 8, 32, 6, 257, 256);
        assertThat(config.path("activation_function").asText()).isEqualTo(theirs);
        assertThat(config.path("resid_pdrop").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void shouldNameTheParameterThatIsAnother() throws Exception {
        Architecture network = Gpt2Networks.network(Map.of());
        List<NamedTensor> parameters = Gpt2Networks.parameters(network);
        Path written = write(network, parameters, ONE_FILE);

        List<NamedTensor> others = new ArrayList<>(parameters);
        NamedTensor norm = named(parameters, "transformer.ln_f.bias");
        others.set(parameters.indexOf(norm), HostTensor.of(norm.name(), norm.shape(), 0, 0, 0, 0, 0, 0, 0, 1e-9f));
        assertThat(Gpt2Export.firstDifference(written, others)).contains("transformer.ln_f.bias");
        assertThat(Gpt2Export.firstDifference(written, parameters.subList(1, parameters.size())))
                .contains("transformer.wte.weight");
    }

    @Test
    void shouldSayWhyThereIsNothing() {
        assertThat(HuggingFaceExport.of(
                        Gpt2Networks.network(Map.of("position", "rotary")), Optional.of(new ByteTokenizer())))
                .isEqualTo(new HuggingFaceExport.LeftOut("its positions are rotary, and those of GPT-2 are learned"));
        assertThat(HuggingFaceExport.of(
                        Gpt2Networks.network(Map.of("activation", "swiglu")), Optional.of(new ByteTokenizer())))
                .isEqualTo(
                        new HuggingFaceExport.LeftOut("its blocks have gates (SwiGLU), and those of GPT-2 have none"));
        assertThat(HuggingFaceExport.of(Networks.build("mlp", Map.of(), List.of(4), 3), Optional.empty()))
                .isEqualTo(HuggingFaceExport.NONE);
    }
}
