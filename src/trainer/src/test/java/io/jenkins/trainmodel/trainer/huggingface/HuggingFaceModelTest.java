package io.jenkins.trainmodel.trainer.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceModelTest {
    private static final String SMALL =
            "{\"model_type\": \"gpt2\", \"n_embd\": 4, \"n_head\": 2, \"n_layer\": 1, \"n_positions\": 3, \"vocab_size\": 5%s}";

    @TempDir
    private Path folder;

    private HuggingFaceModel open(String more, NamedTensor... tensors) throws Exception {
        unchecked(more, tensors);
        return HuggingFaceModel.open(folder);
    }

    /** With tensors that are not all of a model. */
    private HuggingFaceModel unchecked(String more, NamedTensor... tensors) throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, SMALL.formatted(more));
        new TensorFiles(folder, "model").write(List.of(tensors), 1 << 20);
        return new HuggingFaceModel(folder, Gpt2ConfigFile.read(config));
    }

    /** All that a small model's file holds. */
    private static NamedTensor[] whole() {
        return new NamedTensor[] {
            numbers("wte.weight", 5, 4),
            numbers("wpe.weight", 3, 4),
            numbers("h.0.ln_1.weight", 4),
            numbers("h.0.ln_1.bias", 4),
            numbers("h.0.attn.c_attn.weight", 4, 12),
            numbers("h.0.attn.c_attn.bias", 12),
            numbers("h.0.attn.c_proj.weight", 4, 4),
            numbers("h.0.attn.c_proj.bias", 4),
            numbers("h.0.ln_2.weight", 4),
            numbers("h.0.ln_2.bias", 4),
            numbers("h.0.mlp.c_fc.weight", 4, 16),
            numbers("h.0.mlp.c_fc.bias", 16),
            numbers("h.0.mlp.c_proj.weight", 16, 4),
            numbers("h.0.mlp.c_proj.bias", 4)
        };
    }

    @Test
    void shouldFindAConfigurationThatTellsOfAnotherModel() throws Exception {
        assertThat(open("", whole()).parameters(3)).hasSize(14);
        String tensor = folder.resolve("config.json") + " wants the tensor ";
        refuses(SMALL.replace("_embd\": 4", "_embd\": 6000"), tensor + "wte.weight of the shape [5, 6000], and");
        refuses(
                SMALL.replace("%s", ", \"n_inner\": 8"),
                "h.0.mlp.c_fc.weight of the shape [4, 8], and in the safetensors files beside it, it has the shape [4, 16]");
        refuses(
                SMALL.replace("layer\": 1", "layer\": 40"),
                tensor + "h.1.ln_1.weight of the shape [4], which the safetensors files beside it do not hold");
    }

    private void refuses(String config, String message) throws Exception {
        Files.writeString(folder.resolve("config.json"), config.replace("%s", ""));
        assertThatThrownBy(() -> HuggingFaceModel.open(folder))
                .isInstanceOf(HuggingFaceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldFindMoreBlocksThanTheConfigurationHas() {
        NamedTensor[] more = java.util.Arrays.copyOf(whole(), 15);
        more[14] = numbers("h.1.ln_1.weight", 4);

        assertThatThrownBy(() -> open("", more))
                .hasMessageContaining(
                        "has n_layer 1, and the safetensors files beside it hold the tensor h.1.ln_1.weight");
    }

    private static NamedTensor numbers(String name, long... shape) {
        List<Long> axes = java.util.Arrays.stream(shape).boxed().toList();
        float[] values = new float[Math.toIntExact(axes.stream().reduce(1L, Math::multiplyExact))];
        for (int place = 0; place < values.length; place++) {
            values[place] = place;
        }
        return HostTensor.of(name, axes, values);
    }

    private static float[] values(NamedTensor tensor) {
        FloatBuffer data = tensor.data().asFloatBuffer();
        float[] values = new float[data.remaining()];
        data.get(values);
        return values;
    }

    @Test
    void shouldHaveTheSizesOfTheFileAndDefaultsOfTransformers() throws Exception {
        HuggingFaceModel model = unchecked(", \"n_inner\": null, \"attn_pdrop\": 0.1", numbers("wte.weight", 5, 4));

        assertThat(model.config())
                .isEqualTo(new Gpt2Config(5, 3, 4, 1, 2, 16, Activation.Function.GELU_TANH, 1e-5, true));
        assertThat(unchecked(
                                ", \"n_inner\": 9, \"activation_function\": \"gelu\", \"layer_norm_epsilon\": 1e-3,"
                                        + " \"tie_word_embeddings\": false",
                                numbers("wte.weight", 5, 4))
                        .config())
                .isEqualTo(new Gpt2Config(5, 3, 4, 1, 2, 9, Activation.Function.GELU, 1e-3, false));
    }

    @Test
    void shouldReadNamesOfTheBareModelAndPassOverMasks() throws Exception {
        HuggingFaceModel model = unchecked(
                "",
                numbers("wte.weight", 5, 4),
                numbers("h.0.attn.bias", 1, 1, 3, 3),
                numbers("h.0.attn.masked_bias"),
                numbers("h.0.attn.c_attn.bias", 12),
                numbers("lm_head.weight", 5, 4));

        assertThat(model.parameters(3))
                .extracting(NamedTensor::name)
                .containsExactlyInAnyOrder("transformer.wte.weight", "transformer.h.0.attn.c_attn.bias");
    }

    @Test
    void shouldTurnLinearLayersAndCutPlaces() throws Exception {
        HuggingFaceModel model = unchecked(
                ", \"tie_word_embeddings\": false",
                numbers("transformer.h.0.mlp.c_proj.weight", 2, 3),
                numbers("transformer.wpe.weight", 3, 2),
                numbers("lm_head.weight", 2, 2));

        List<NamedTensor> parameters = model.parameters(2);

        assertThat(parameters)
                .extracting(NamedTensor::name)
                .containsExactlyInAnyOrder(
                        "transformer.lm_head.weight", "transformer.h.0.mlp.c_proj.weight", "transformer.wpe.weight");
        assertThat(named(parameters, "transformer.h.0.mlp.c_proj.weight").shape())
                .containsExactly(3L, 2L);
        assertThat(values(named(parameters, "transformer.h.0.mlp.c_proj.weight")))
                .containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(named(parameters, "transformer.wpe.weight").shape()).containsExactly(2L, 2L);
        assertThat(values(named(parameters, "transformer.wpe.weight"))).containsExactly(0, 1, 2, 3);
    }

    private static NamedTensor named(List<NamedTensor> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** 1, -2, the smallest number and the largest one of float16, and the same bits' meaning in bfloat16. */
    @Test
    void shouldReadHalves() throws Exception {
        HuggingFaceModel model = unchecked(
                "",
                halves("wte.weight", TensorType.F16, 0x3C00, 0xC000, 0x0001, 0x7BFF),
                halves("ln_f.bias", TensorType.BF16, 0x3F80, 0xC000, 0x0001, 0x7F7F));

        List<NamedTensor> parameters = model.parameters(3);

        assertThat(values(named(parameters, "transformer.wte.weight")))
                .containsExactly(1, -2, (float) Math.scalb(1.0, -24), 65504);
        assertThat(values(named(parameters, "transformer.ln_f.bias")))
                .containsExactly(1, -2, Float.intBitsToFloat(0x10000), Float.intBitsToFloat(0x7F7F0000));
    }

    private static NamedTensor halves(String name, TensorType type, int... bits) {
        ByteBuffer data = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int half : bits) {
            data.putShort((short) half);
        }
        return new HostTensor(name, type, List.of((long) bits.length), data.flip());
    }

    @Test
    void shouldReadSeveralFilesAsOne() throws Exception {
        Files.writeString(folder.resolve("config.json"), SMALL.formatted(""));
        new TensorFiles(folder, "model")
                .write(List.of(numbers("wte.weight", 20, 20), numbers("wpe.weight", 20, 20)), 1024);

        assertThat(folder.resolve("model-00002-of-00002.safetensors")).exists();
        HuggingFaceModel model = new HuggingFaceModel(folder, Gpt2ConfigFile.read(folder.resolve("config.json")));
        assertThat(model.parameters(3)).hasSize(2);
        assertThat(model.fingerprint()).hasSize(64);
    }

    /** As hubs have it for other programs: a run that is resumed must not be refused for a file that it never reads. */
    @Test
    void shouldNotKnowAModelByAFileThatItDoesNotRead() throws Exception {
        Files.writeString(folder.resolve("config.json"), SMALL.formatted(""));
        new TensorFiles(folder, "model").write(List.of(numbers("wte.weight", 20, 20)), 1 << 20);
        HuggingFaceModel model = new HuggingFaceModel(folder, Gpt2ConfigFile.read(folder.resolve("config.json")));
        String before = model.fingerprint();

        Files.writeString(folder.resolve("model.fp16.safetensors"), "another model");

        assertThat(model.fingerprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    , "scale_attn_weights": false             | has scale_attn_weights false; what can be read is true
                    , "add_cross_attention": true             | has add_cross_attention true; what can be read is false
                    , "activation_function": "quick_gelu"     | has activation_function quick_gelu; what can be read is one of gelu, gelu_fast
                    , "n_inner": -3                           | has n_inner -3; what can be read is a whole number from 1 to 1000000
                    , "n_inner": 1e9                          | has n_inner 1.0E9; what can be read is a whole number from 1 to 1000000
                    , "layer_norm_epsilon": "small"           | has layer_norm_epsilon "small"; what can be read is a number above 0 and below 1
                    , "tie_word_embeddings": 1                | has tie_word_embeddings 1; what can be read is true or false
                    , "n_layer": 1                            | `n_layer` stands there twice
                    """)
    void shouldRefuseWhatWouldBeAnotherNetwork(String more, String message) {
        assertThatThrownBy(() -> open(more, numbers("wte.weight", 5, 4)))
                .isInstanceOf(HuggingFaceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseOtherFamilies() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"llama\"}");

        assertThatThrownBy(() -> HuggingFaceModel.open(folder))
                .hasMessage(
                        folder.resolve("config.json")
                                + " is of the model_type llama; models that are shaped as GPT-2 can be read, of the model_type gpt2");
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> HuggingFaceModel.open(folder.resolve("nowhere")))
                .hasMessageStartingWith("there is no directory " + folder.resolve("nowhere"));
        assertThatThrownBy(() -> HuggingFaceModel.open(folder)).hasMessageContaining("holds no config.json");
        Files.writeString(folder.resolve("config.json"), SMALL.formatted(""));
        Files.writeString(folder.resolve("pytorch_model.bin"), "pickle");
        assertThatThrownBy(() -> HuggingFaceModel.open(folder)).hasMessageContaining("holds no model.safetensors");
    }

    @Test
    void shouldFollowNoLinkOutOfTheDirectory() throws Exception {
        unchecked("", numbers("wte.weight", 5, 4));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path linked = Files.createDirectory(folder.resolve("linked"));
        Files.move(folder.resolve("model.safetensors"), elsewhere.resolve("blob"));
        Files.move(folder.resolve("config.json"), linked.resolve("config.json"));
        Files.createSymbolicLink(linked.resolve("model.safetensors"), Path.of("../elsewhere/blob"));

        assertThatThrownBy(() -> HuggingFaceModel.open(linked))
                .hasMessageContaining("is a link that leads out of the directory");
    }

    @Test
    void shouldRefuseTensorsThatAreNoParameters() throws Exception {
        HuggingFaceModel twice = unchecked("", numbers("wte.weight", 5, 4), numbers("transformer.wte.weight", 5, 4));
        assertThatThrownBy(() -> twice.parameters(3))
                .hasMessageContaining("transformer.wte.weight stands there twice, with and without transformer.");

        HuggingFaceModel whole = unchecked("", HostTensor.scalar("wte.weight", 3));
        assertThatThrownBy(() -> whole.parameters(3)).hasMessageContaining("is of the type I64");
    }

    @Test
    void shouldRefuseAFileThatIsCutOff() throws Exception {
        HuggingFaceModel model = unchecked("", numbers("wte.weight", 5, 4));
        byte[] bytes = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("model.safetensors"), java.util.Arrays.copyOf(bytes, bytes.length - 4));

        assertThatThrownBy(() -> model.parameters(3)).hasMessageContaining("is not a valid safetensors file");
    }
}
