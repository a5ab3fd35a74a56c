package io.jenkins.trainmodel.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.network.layer.Initialization;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that read sequences, by their description alone. */
class SequenceNetworksTest {
    private static final List<Integer> ROWS = List.of(10, 5);

    private static Architecture build(String name, Map<String, Object> options) {
        return Networks.build(name, options, ROWS, 3);
    }

    @Test
    void shouldNameParametersAsPyTorchDoes() {
        Architecture lstm = build("lstm", Map.of("layers", 2, "width", 7, "bidirectional", true));

        assertThat(lstm.tensors())
                .extracting(TensorSpec::name)
                .startsWith("lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0")
                .contains("lstm.weight_ih_l1_reverse", "lstm.bias_hh_l1_reverse")
                .endsWith("fc.weight", "fc.bias");
        assertThat(shapeOf(lstm, "lstm.weight_ih_l0")).containsExactly(28L, 5L);
        assertThat(shapeOf(lstm, "lstm.weight_ih_l1")).containsExactly(28L, 14L);
        assertThat(shapeOf(lstm, "fc.weight")).containsExactly(3L, 14L);
        assertThat(shapeOf(build("gru", Map.of("width", 7)), "gru.weight_hh_l0"))
                .containsExactly(21L, 7L);
    }

    private static List<Long> shapeOf(Architecture network, String name) {
        return tensor(network, name).shape();
    }

    private static TensorSpec tensor(Architecture network, String name) {
        return network.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldNameTheParametersOfAnEncoderAsPyTorchDoes() {
        Architecture encoder = build("transformer", Map.of("layers", 1, "heads", 2, "width", 6, "pool", "cls"));

        assertThat(encoder.tensors())
                .extracting(TensorSpec::name)
                .containsExactly(
                        "input.weight",
                        "input.bias",
                        "cls.weight",
                        "position.weight",
                        "encoder.layers.0.self_attn.in_proj_weight",
                        "encoder.layers.0.self_attn.in_proj_bias",
                        "encoder.layers.0.self_attn.out_proj.weight",
                        "encoder.layers.0.self_attn.out_proj.bias",
                        "encoder.layers.0.linear1.weight",
                        "encoder.layers.0.linear1.bias",
                        "encoder.layers.0.linear2.weight",
                        "encoder.layers.0.linear2.bias",
                        "encoder.layers.0.norm1.weight",
                        "encoder.layers.0.norm1.bias",
                        "encoder.layers.0.norm2.weight",
                        "encoder.layers.0.norm2.bias",
                        "encoder.norm.weight",
                        "encoder.norm.bias",
                        "fc.weight",
                        "fc.bias");
        assertThat(shapeOf(encoder, "position.weight")).containsExactly(11L, 6L);
        assertThat(shapeOf(encoder, "encoder.layers.0.linear1.weight")).containsExactly(24L, 6L);
    }

    /** What the documentation of PyTorch's LSTM, MultiheadAttention and Linear says of their first values. */
    @Test
    void shouldBeginAsPyTorchDoes() {
        Architecture lstm = build("lstm", Map.of("width", 16));
        Architecture encoder = build("transformer", Map.of("width", 16));
        String attention = "encoder.layers.0.self_attn.";

        assertThat(tensor(lstm, "lstm.weight_ih_l0").initialization()).isEqualTo(new Initialization.Uniform(0.25));
        assertThat(tensor(lstm, "lstm.bias_hh_l0").initialization()).isEqualTo(new Initialization.Uniform(0.25));
        assertThat(tensor(encoder, attention + "in_proj_weight").initialization())
                .isEqualTo(new Initialization.Uniform(Math.sqrt(6.0 / (16 + 48))));
        assertThat(tensor(encoder, attention + "out_proj.weight").initialization())
                .isEqualTo(new Initialization.Uniform(0.25));
        assertThat(tensor(encoder, attention + "out_proj.bias").initialization())
                .isEqualTo(new Initialization.Constant(0));
    }

    /** By hand: 10 steps of 4 gates, each of 7 × (5 + 7) weights and two biases, and 9 operations besides. */
    @Test
    void shouldCountTheOperationsOfARecurrentNetwork() {
        double cells = 10 * (4 * 7 * (2 * (5 + 7) + 2) + 9 * 7);
        double head = 2 * 7 * 3 + 3;

        assertThat(build("lstm", Map.of("width", 7)).cost().flop()).isEqualTo(cells + head);
        assertThat(build("lstm", Map.of("width", 7, "bidirectional", true))
                        .cost()
                        .flop())
                .isEqualTo(2 * cells + 2 * 14 * 3 + 3);
    }

    /** By hand, in numbers of 4 bytes: 5 inputs, and 7 each of 4 gates, memory, its hyperbolic tangent and result. */
    @Test
    void shouldCountWhatARecurrentNetworkKeeps() {
        assertThat(build("lstm", Map.of("width", 7)).cost().savedBytes()).isEqualTo(4 * (10 * (5 + 7 * 7) + 7));
        assertThat(build("gru", Map.of("width", 7)).cost().savedBytes()).isEqualTo(4 * (10 * (5 + 5 * 7) + 7));
    }

    /** Two operations for each weight of a matrix and step, and 4 × steps × width for attention, within what is element-wise. */
    @Test
    void shouldCountTheOperationsOfAnEncoder() {
        double matrices = 2 * 64 * (2 * 12 * 64.0 * 64 + 32 * 64) + 2 * 64 * 3;
        double attention = 2 * 4.0 * 64 * 64 * 64;

        assertThat(Networks.build("transformer", Map.of(), List.of(64, 32), 3)
                        .cost()
                        .flop())
                .isBetween(matrices + attention, 1.03 * (matrices + attention));
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        "lstm",
                        Map.of(),
                        List.of(64),
                        "lstm needs samples of shape [steps, features] or images, not [64]; give flat data a shape"),
                Arguments.of("gru", Map.of("heads", 2), ROWS, "model gru has no option heads; it has bidirectional"),
                Arguments.of("gru", Map.of("pool", "cls"), ROWS, "pool needs one of last, mean, not cls"),
                Arguments.of("lstm", Map.of("dropout", 1.0), ROWS, "dropout must be at least 0 and less than 1"),
                Arguments.of("lstm", Map.of("layers", 1001), ROWS, "a recurrent layer has at most 1000 layers"),
                Arguments.of("transformer", Map.of("heads", 5), ROWS, "heads that divide its width, not 5 of width 64"),
                Arguments.of(
                        "transformer",
                        Map.of("width", 12, "position", "rotary"),
                        ROWS,
                        "heads that divide its width evenly, not 4 of width 12"),
                Arguments.of(
                        "transformer",
                        Map.of("width", 9, "heads", 3, "position", "sinusoidal"),
                        ROWS,
                        "sinusoidal positions need an even width, not 9"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void shouldSayWhatDoesNotFit(String name, Map<String, Object> options, List<Integer> shape, String message) {
        assertThatThrownBy(() -> Networks.build(name, options, shape, 10))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"lstm", "gru", "transformer"})
    void shouldReadBackWhatItWrites(String name) {
        Architecture images = Networks.build(name, Map.of("layers", 2, "dropout", 0.5), List.of(3, 8, 6), 4);

        assertThat(ArchitectureJson.read(ArchitectureJson.write(images))).isEqualTo(images);
        assertThat(images.network().vocabulary()).isEmpty();
    }
}
