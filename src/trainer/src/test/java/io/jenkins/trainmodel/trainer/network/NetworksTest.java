package io.jenkins.trainmodel.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Initialization;
import io.jenkins.trainmodel.trainer.network.layer.Initializer;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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

    /**
     * Figures known from torchvision: the parameters for 1000 classes and how many tensors they are. He et al. 2016, table 1,
     * has multiplications with addition, which count as two operations here: 1.8e9, 3.6e9 and, with the stride in the 1×1
     * convolution, 3.8e9; torchvision names 4.09e9 with the stride in the 3×3 one.
     */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 62, 1.81e9, layer4.1.bn2.running_var",
        "resnet34, 21797672, 110, 3.66e9, layer3.5.conv2.weight",
        "resnet50, 25557032, 161, 4.09e9, layer4.2.bn3.running_mean"
    })
    void shouldBuildResidualNetworksAsTheyAreKnown(
            String name, long parameters, int count, double products, String tensor) {
        Architecture resnet = Networks.build(name, Map.of(), List.of(3, 224, 224), 1000);
        List<TensorSpec> trainable =
                resnet.tensors().stream().filter(TensorSpec::trainable).toList();

        assertThat(trainable.stream().mapToLong(TensorSpec::elements).sum()).isEqualTo(parameters);
        assertThat(trainable).hasSize(count);
        assertThat(resnet.tensors())
                .extracting(TensorSpec::name)
                .contains("conv1.weight", "layer2.0.downsample.1.bias", "fc.weight", tensor);
        assertThat(resnet.cost().flop()).isCloseTo(2 * products, withinPercentage(1.5));
    }

    /** As in torchvision, where the networks of the paper have the stride in conv1 and the shortcut of layer1 widens. */
    @Test
    void shouldStrideInTheMiddleOfABottleneck() {
        Architecture resnet = Networks.build("resnet50", Map.of(), List.of(3, 64, 64), 10);

        assertThat(strides(resnet, "layer2")).containsExactly(1, 2, 1);
        assertThat(strides(resnet, "layer1")).containsExactly(1, 1, 1);
        assertThat(shapeOf(resnet, "layer1.0.downsample.0.weight")).containsExactly(256L, 64L, 1L, 1L);
        assertThat(shapeOf(resnet, "layer3.0.conv1.weight")).containsExactly(256L, 512L, 1L, 1L);
    }

    private static List<Integer> strides(Architecture resnet, String stage) {
        Sequential blocks = (Sequential) layer(resnet.network(), stage);
        return ((Residual) layer(blocks, "0"))
                .body().layers().stream()
                        .map(Sequential.Child::layer)
                        .filter(Conv2d.class::isInstance)
                        .map(layer -> ((Conv2d) layer).stride())
                        .toList();
    }

    private static Layer layer(Sequential layers, String name) {
        return layers.layers().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow()
                .layer();
    }

    private static List<Long> shapeOf(Architecture architecture, String tensor) {
        return tensor(architecture, tensor).shape();
    }

    private static TensorSpec tensor(Architecture architecture, String name) {
        return architecture.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet34, layer1.2.bn2.weight, layer1.2.bn1.weight",
        "resnet50, layer4.0.bn3.weight, layer4.0.bn2.weight"
    })
    void shouldBeginWithShortcutsAloneWhereWanted(String name, String last, String earlier) {
        Architecture zero = Networks.build(name, Map.of("zeroInit", true), List.of(3, 64, 64), 10);
        Architecture standard = Networks.build(name, Map.of(), List.of(3, 64, 64), 10);

        assertThat(tensor(zero, last).initialization()).isEqualTo(new Initialization.Constant(0));
        assertThat(tensor(zero, earlier).initialization()).isEqualTo(new Initialization.Constant(1));
        assertThat(tensor(standard, last).initialization()).isEqualTo(new Initialization.Constant(1));
    }

    /** Figures known from the released models (Radford et al. 2019), counted from their files. */
    @ParameterizedTest
    @CsvSource({"gpt2-small, 124439808", "gpt2-medium, 354823168", "gpt2-large, 774030080", "gpt2-xl, 1557611200"})
    void shouldBuildGpt2AsItIsKnown(String name, long parameters) {
        Architecture gpt = Networks.build(name, Map.of(), List.of(1024), 50257);

        assertThat(gpt.tensors().stream().mapToLong(TensorSpec::elements).sum()).isEqualTo(parameters);
        assertThat(gpt.tensors())
                .extracting(TensorSpec::name)
                .startsWith("transformer.wte.weight", "transformer.wpe.weight", "transformer.h.0.ln_1.weight")
                .contains("transformer.h.11.attn.c_attn.bias", "transformer.h.0.mlp.c_proj.weight")
                .endsWith("transformer.ln_f.weight", "transformer.ln_f.bias");
    }

    /** 2 operations a parameter of a matrix and token, and 4 × context × width for attention in every layer. */
    @Test
    void shouldCountTheOperationsOfGpt() {
        Architecture gpt = Networks.build("gpt2-small", Map.of(), List.of(1024), 50257);

        double matrices = 2 * (12 * 12 * 768.0 * 768 + 50257.0 * 768);
        double attention = 12 * 4.0 * 1024 * 768;
        assertThat(gpt.cost().flop() / 1024).isCloseTo(matrices + attention, withinPercentage(0.2));
    }

    /** Three forms of heads × context² weights in every layer, besides two masks of what its block adds. */
    @Test
    void shouldCountTheWeightsOfAttentionWhereSomeAreDropped() {
        Map<String, Object> dropping = Map.of("dropout", 0.1);
        long without = Networks.build("gpt2-small", Map.of(), List.of(1024), 50257)
                .cost()
                .savedBytes();
        long with = Networks.build("gpt2-small", dropping, List.of(1024), 50257)
                .cost()
                .savedBytes();

        assertThat(with - without).isEqualTo(12L * 4 * (3 * 12 * 1024 * 1024 + 2 * 1024 * 768));
    }

    /** Radford et al. 2019, section 2.3: what is added to the residual stream begins smaller with depth. */
    @Test
    void shouldBeginAsGpt2Does() {
        Architecture gpt = Networks.build("gpt", Map.of("layers", 8, "width", 96), List.of(16), 65);

        assertThat(gpt.tensors().stream()
                        .filter(tensor -> tensor.shape().size() > 1)
                        .filter(tensor ->
                                tensor.initialization().equals(new Initialization.Normal(0.02 / Math.sqrt(16))))
                        .map(TensorSpec::name))
                .hasSize(16)
                .allMatch(name -> name.endsWith("c_proj.weight"));
    }

    @Test
    void shouldRefuseHeadsThatDoNotDivideTheWidth() {
        assertThatThrownBy(() -> Networks.build("gpt", Map.of("heads", 5), List.of(16), 65))
                .hasMessageContaining("not 5 of width 384");
        assertThatThrownBy(() -> Networks.build("gpt", Map.of(), List.of(1, 28, 28), 65))
                .hasMessageContaining("gpt takes sequences of tokens");
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
                Arguments.of(
                        "vgg",
                        Map.of(),
                        MNIST,
                        "there is no model vgg; there are gpt, gpt2-large, gpt2-medium, gpt2-small, gpt2-xl, gru, huggingface, lenet, lstm, mlp, resnet18, "
                                + "resnet34, resnet50, torchscript, transformer"));
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
