package io.jenkins.trainmodel.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworksTest {
    private static final List<Integer> MNIST = List.of(1, 28, 28);

    @Test
    void shouldNameParametersAsPyTorchDoes() {
        Architecture mlp = Networks.build("mlp", Map.of("hidden", List.of(8, 6)), List.of(4), 3);

        assertThat(mlp.tensors())
                .extracting(TensorSpec::name)
                .containsExactly(
                        "layers.0.weight",
                        "layers.0.bias",
                        "layers.2.weight",
                        "layers.2.bias",
                        "layers.4.weight",
                        "layers.4.bias");
        assertThat(mlp.tensors()).extracting(TensorSpec::shape).contains(List.of(6L, 8L), List.of(3L));
    }

    /** Figures known from torchvision: 11,689,512 parameters for 1000 classes, 62 of them tensors. */
    @Test
    void shouldBuildResNet18AsItIsKnown() {
        Architecture resnet = Networks.build("resnet18", Map.of(), List.of(3, 224, 224), 1000);
        List<TensorSpec> parameters =
                resnet.tensors().stream().filter(TensorSpec::trainable).toList();

        assertThat(parameters.stream().mapToLong(TensorSpec::elements).sum()).isEqualTo(11_689_512);
        assertThat(parameters).hasSize(62);
        assertThat(resnet.tensors())
                .extracting(TensorSpec::name)
                .contains("conv1.weight", "layer1.0.bn2.running_var", "layer2.0.downsample.1.bias", "fc.weight");
        // He et al. 2016, table 1: 1.8e9 multiplications with addition, counted as two operations here.
        assertThat(resnet.cost().flop()).isBetween(3.6e9, 3.7e9);
    }

    @Test
    void shouldKeepSmallImagesLargeInResNet18() {
        Architecture resnet = Networks.build("resnet18", Map.of(), List.of(1, 8, 8), 10);

        assertThat(resnet.tensors().get(0).shape()).containsExactly(64L, 1L, 3L, 3L);
    }

    /** By hand: 2 × (25 × 6 × 28² + 25 × 6 × 16 × 10² + 400 × 120 + 120 × 84 + 84 × 10) and what is element-wise. */
    @Test
    void shouldCountTheOperationsOfLeNet() {
        Architecture lenet = Networks.build("lenet", Map.of(), MNIST, 10);
        double products = 2 * (25 * 6 * 784 + 25 * 6 * 16 * 100 + 400 * 120 + 120 * 84 + 84 * 10);
        double biases = 6 * 784 + 16 * 100 + 120 + 84 + 10;
        double activations = 6 * 784 + 16 * 100 + 120 + 84;
        double pooling = 6 * 784 + 16 * 100;

        assertThat(lenet.cost().flop()).isEqualTo(products + biases + activations + pooling);
        assertThat(lenet.tensors().stream().mapToLong(TensorSpec::elements).sum())
                .isEqualTo(61_706);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        "lenet", Map.of(), List.of(1, 8, 8), "lenet needs images of at least 12×12 pixels, not 8×8"),
                Arguments.of("lenet", Map.of(), List.of(64), "give flat data a shape, such as shape: [1, 28, 28]"),
                Arguments.of(
                        "lenet",
                        Map.of("hidden", 1),
                        MNIST,
                        "model lenet has no option hidden; it has activation, dropout"),
                Arguments.of(
                        "mlp", Map.of("dropout", 1.0), MNIST, "dropout must be at least 0 and less than 1, not 1.0"),
                Arguments.of("mlp", Map.of("hidden", List.of(0)), MNIST, "hidden needs positive whole numbers, not 0"),
                Arguments.of("mlp", Map.of("activation", "rely"), MNIST, "activation needs one of relu, leakyRelu"),
                Arguments.of("vgg", Map.of(), MNIST, "there is no model vgg; there are lenet, mlp, resnet18"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void shouldSayWhatDoesNotFit(String name, Map<String, Object> options, List<Integer> shape, String message) {
        assertThatThrownBy(() -> Networks.build(name, options, shape, 10))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameTheLayerThatDoesNotFit() {
        Sequential network = new Sequential(List.of(
                new Sequential.Child("features", Sequential.of(List.of(new Flatten(), new Linear(5, 2))))));

        assertThatThrownBy(() -> new Architecture("own", List.of(4), 2, network))
                .hasMessage("features: 1: a linear layer takes 5 features, not shape [4]");
    }

    /** Pinned: these bits must stay, or old seeds would give other models. */
    @Test
    void shouldInitialiseTheSameEverywhere() {
        float[] first = new float[4];

        initialWeight(42).get(first);

        assertThat(first).containsExactly(-0.16364598f, -0.14159141f, -0.15398912f, 0.022588762f);
    }

    @Test
    void shouldInitialiseWithinTheBoundAndByTheSeed() {
        FloatBuffer weight = initialWeight(42);
        FloatBuffer other = initialWeight(43);

        assertThat(weight).isNotEqualTo(other);
        while (weight.hasRemaining()) {
            assertThat(weight.get()).isBetween(-0.2f, 0.2f);
        }
    }

    private static FloatBuffer initialWeight(long seed) {
        Architecture mlp = Networks.build("mlp", Map.of("hidden", List.of(100)), List.of(25), 3);
        return new Initializer(seed).initialize(mlp.tensors()).get(0).data().asFloatBuffer();
    }
}
