package io.jenkins.trainmodel.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureJsonTest {
    private static final Architecture MLP =
            Networks.build("mlp", Map.of("hidden", List.of(8), "dropout", 0.5), List.of(4), 3);

    static Stream<Architecture> architectures() {
        return Stream.of(
                MLP,
                Networks.build("lenet", Map.of("activation", "tanh"), List.of(1, 28, 28), 10),
                Networks.build("resnet18", Map.of(), List.of(3, 64, 64), 10),
                Networks.build("resnet50", Map.of(), List.of(3, 32, 32), 10),
                Networks.build("gpt", Map.of("layers", 2, "dropout", 0.1), List.of(16), 65),
                Networks.build(
                        "gpt",
                        Map.of("position", "rotary", "activation", "swiglu", "tieWeights", false),
                        List.of(16),
                        65),
                new Architecture(
                        "own",
                        List.of(2, 6, 6),
                        2,
                        Sequential.of(List.of(
                                new AveragePool2d(2, 1, 1),
                                new AdaptiveAveragePool2d(1, 1),
                                new Flatten(),
                                new Linear(2, 2)))));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void shouldReadWhatItWrote(Architecture architecture) {
        assertThat(ArchitectureJson.read(ArchitectureJson.write(architecture))).isEqualTo(architecture);
    }

    /** A saved network has begun: how is not told, and what was written before there was a choice is read. */
    @Test
    void shouldNotTellHowNormalisationBegan() {
        Architecture zero = Networks.build("resnet18", Map.of("zeroInit", true), List.of(3, 64, 64), 10);

        String text = ArchitectureJson.write(zero);

        assertThat(text)
                .isEqualTo(ArchitectureJson.write(Networks.build("resnet18", Map.of(), List.of(3, 64, 64), 10)));
        assertThat(ArchitectureJson.read(text).tensors()).hasSameSizeAs(zero.tensors());
    }

    @Test
    void shouldListEveryTensor() {
        assertThat(ArchitectureJson.write(MLP)).contains("\"name\" : \"layers.0.weight\"", "\"shape\" : [ 8, 4 ]");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("\"outputs\" : 3", "\"outputs\" : 4", "gives shape [3] where 4 outputs are needed"),
                Arguments.of("\"inputs\" : 4", "\"inputs\" : 5", "layers: 0: a linear layer takes 5 features"),
                Arguments.of("\"inputs\" : 4", "\"inputs\" : -4", "inputs of a linear layer must be from 1"),
                Arguments.of("\"inputs\" : 4", "\"inputs\" : 4.5", "layer.inputs` is not a whole number"),
                Arguments.of("\"inputs\" : 4", "\"inputs\" : \"4\"", "layer.inputs` is not a whole number"),
                Arguments.of("\"inputs\" : 4", "\"inputs\" : 99999999999", "layer.inputs` is too large a number"),
                Arguments.of("\"inputs\" : 4,", "", "layer.inputs` is missing"),
                Arguments.of(
                        "\"type\" : \"linear\"",
                        "\"type\" : \"java.lang.Runtime\"",
                        "the type `java.lang.Runtime`, which is not known"),
                Arguments.of("\"probability\" : 0.5", "\"probability\" : \"NaN\"", "dropout must be at least 0"),
                Arguments.of("\"probability\" : 0.5", "\"probability\" : 1.5", "dropout must be at least 0"),
                Arguments.of(
                        "\"function\" : \"relu\"",
                        "\"function\" : \"rm\"",
                        "layer.function` is not a word that is known here"),
                Arguments.of("\"name\" : \"0\"", "\"name\" : \"../0\"", "letters, digits or underscores"),
                Arguments.of("\"name\" : \"1\"", "\"name\" : \"0\"", "two layers have the name 0"),
                Arguments.of("\"shape\" : [ 8, 4 ]", "\"shape\" : [ 4, 8 ]", "not those of its layers"),
                Arguments.of("\"sampleShape\" : [ 4 ]", "\"sampleShape\" : [ null ]", "needs family, sampleShape"),
                Arguments.of("\"format\" : 1", "\"format\" : 2", "format 2"),
                Arguments.of(
                        "\"family\" : \"mlp\"",
                        "\"family\" : \"mlp\", \"more\" : 1",
                        "`more` is no field that is known here"),
                Arguments.of(
                        "\"family\" : \"mlp\"",
                        "\"family\" : \"mlp\", \"outputs\" : 3",
                        "`outputs` stands there twice"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldSayWhatIsWrong(String found, String replacement, String message) {
        String text = ArchitectureJson.write(MLP);
        assertThat(text).contains(found);

        assertThatThrownBy(() ->
                        ArchitectureJson.read(text.replaceFirst(java.util.regex.Pattern.quote(found), replacement)))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseBottomlessNesting() {
        String open = "{\"type\":\"sequential\",\"layers\":[{\"name\":\"a\",\"layer\":";

        assertThatThrownBy(() -> ArchitectureJson.read("{\"network\":" + open.repeat(10_000)))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("nested more deeply");
    }

    @Test
    void shouldRefuseANetworkThatOverflows() {
        Layer wide = new AdaptiveAveragePool2d(1 << 24, 1 << 24);
        Sequential network = Sequential.of(List.of(wide, new Conv2d(1, 1 << 24, 1, 1, 0, false, false), new Flatten()));

        assertThatThrownBy(() -> new Architecture("own", List.of(1, 2, 2), 1, network))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("too large");
    }
}
