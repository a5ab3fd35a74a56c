package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.data.augment.Mixup;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.Sequential.Child;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that are trained with the inputs of their blocks kept alone, beside those that keep everything. */
class CheckpointingTest {
    private static final int CONTEXT = 8;
    private static final int VOCABULARY = 11;
    private static final int CLASSES = 3;
    private static final IntFunction<Batch> TOKENS = step -> Batches.tokens(step, 4, CONTEXT, VOCABULARY);
    private static final IntFunction<Batch> IMAGES = step -> Batches.classes(step, 4, 64, CLASSES);

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Architecture gpt(int layers, Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(Map.of("layers", layers, "heads", 2, "width", 16));
        all.putAll(options);
        return Networks.build("gpt", all, List.of(CONTEXT), VOCABULARY);
    }

    private static LearnerSettings textOf(Architecture network, Precision precision, boolean checkpointing) {
        return Specs.measuring("perplexity")
                .precision(precision)
                .checkpointing(checkpointing)
                .languageModel(network);
    }

    private static LearnerSettings classifier(Architecture network, boolean checkpointing) {
        return Specs.measuring("accuracy").checkpointing(checkpointing).classifier(network);
    }

    /** Parameters and buffers after two steps of two batches each. */
    private static Map<String, ByteBuffer> trained(LearnerSettings settings, IntFunction<Batch> batches) {
        try (Learner learner = Learners.create(settings, device)) {
            learner.beginEpoch();
            for (int batch = 1; batch <= 4; batch++) {
                learner.train(batches.apply(batch), (batch + 1) / 2, 0.01, batch % 2 == 0, 2);
            }
            assertThat(learner.read().nonFiniteStep()).isEmpty();
            return learner.parameters().stream()
                    .collect(Collectors.toMap(
                            NamedTensor::name, tensor -> tensor.data().duplicate()));
        }
    }

    @ParameterizedTest
    @CsvSource({"learned, true, FLOAT32", "rotary, false, FLOAT32", "learned, true, BFLOAT16"})
    void shouldTrainTheSameBitsOfALanguageModel(String position, boolean tied, Precision precision) {
        Architecture network = gpt(3, Map.of("position", position, "tieWeights", tied));

        assertThat(trained(textOf(network, precision, true), TOKENS))
                .isEqualTo(trained(textOf(network, precision, false), TOKENS));
    }

    @ParameterizedTest
    @CsvSource({"learned, mean", "sinusoidal, cls", "rotary, last"})
    void shouldTrainTheSameBitsOfAnEncoder(String position, String pool) {
        Architecture network = Networks.build(
                "transformer",
                Map.of("layers", 2, "heads", 2, "width", 8, "position", position, "pool", pool),
                List.of(8, 8),
                CLASSES);

        assertThat(trained(classifier(network, true), IMAGES)).isEqualTo(trained(classifier(network, false), IMAGES));
    }

    /** Running statistics of batch normalisation are among the bits. */
    @Test
    void shouldTrainTheSameBitsOfAResidualNetworkAlsoOfMixedSamples() {
        Architecture network = new Architecture("own", List.of(1, 8, 8), CLASSES, residual());

        assertThat(trained(classifier(network, true), IMAGES)).isEqualTo(trained(classifier(network, false), IMAGES));
        assertThat(trained(mixing(classifier(network, true)), IMAGES))
                .isEqualTo(trained(mixing(classifier(network, false)), IMAGES));
    }

    private static Sequential residual() {
        Conv2d narrow = new Conv2d(1, 4, 3, 1, 1, false, true);
        Conv2d wide = new Conv2d(4, 4, 3, 1, 1, false, true);
        Residual block = new Residual(Sequential.of(List.of(wide, new BatchNorm2d(4))), Optional.empty());
        Residual shrinking = new Residual(
                Sequential.of(List.of(new Conv2d(4, 4, 3, 2, 1, false, true), new BatchNorm2d(4))),
                Optional.of(Sequential.of(List.of(new Conv2d(4, 4, 1, 2, 0, false, true), new BatchNorm2d(4)))));
        return new Sequential(List.of(
                new Child("conv1", narrow),
                new Child("bn1", new BatchNorm2d(4)),
                new Child("relu", new Activation(Activation.Function.RELU)),
                new Child("layer1", Sequential.of(List.of(block, shrinking))),
                new Child("flatten", new Flatten()),
                new Child("fc", new Linear(64, CLASSES))));
    }

    private static LearnerSettings mixing(LearnerSettings plain) {
        return new LearnerSettings(
                plain.architecture(),
                plain.task(),
                plain.learning(),
                plain.classCounts(),
                plain.labelScale(),
                plain.seed(),
                plain.trained(),
                Optional.of(new Mixup(1)),
                plain.tokenBytes(),
                plain.forecast(),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        // the ends, the first blocks, all but the head, all but the embeddings
        "transformer\\.(w[tp]e|ln_f|lm_head)\\..*",
        "transformer\\.(w[tp]e|h\\.[01])\\..*",
        "transformer\\.(w[tp]e|h|ln_f)\\..*",
        "transformer\\.(h|ln_f|lm_head)\\..*",
        "transformer\\.h\\.1\\..*"
    })
    void shouldTrainTheSameBitsWhereLayersAreHeld(String held) {
        Architecture network = gpt(3, Map.of("tieWeights", false));
        Set<String> names = network.tensors().stream()
                .map(TensorSpec::name)
                .filter(name -> name.matches(held))
                .collect(Collectors.toSet());

        Map<String, ByteBuffer> again =
                trained(textOf(network, Precision.FLOAT32, true).freezing(names), TOKENS);

        assertThat(names).isNotEmpty();
        assertThat(again)
                .isEqualTo(trained(textOf(network, Precision.FLOAT32, false).freezing(names), TOKENS));
    }

    @Test
    void shouldDropTheSameElementsInAnotherProcess() {
        Architecture network = gpt(2, Map.of("dropout", 0.3));

        assertThat(trained(textOf(network, Precision.FLOAT32, true), TOKENS))
                .isEqualTo(trained(textOf(network, Precision.FLOAT32, true), TOKENS));
    }

    @Test
    void shouldReckonWithTheInputsOfBlocksAlone() {
        Architecture deep = gpt(24, Map.of());

        long inputs = 25L * CONTEXT * 16 * Float.BYTES;
        assertThat(deep.checkpointedBytes())
                .isLessThan(deep.cost().savedBytes() / 5)
                .isGreaterThan(inputs);
        assertThat(gpt(48, Map.of()).checkpointedBytes() - deep.checkpointedBytes())
                .isEqualTo(24L * CONTEXT * 16 * Float.BYTES);
    }

    @Test
    void shouldLeaveANetworkWithoutBlocksAsItIs() {
        Architecture network = Networks.build("mlp", Map.of("hidden", List.of(5)), List.of(64), CLASSES);

        assertThat(network.checkpointedBytes()).isEqualTo(network.cost().savedBytes());
        assertThat(trained(classifier(network, true), IMAGES)).isEqualTo(trained(classifier(network, false), IMAGES));
    }
}
