package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.adapter.Adapter;
import io.jenkins.trainmodel.trainer.network.adapter.AdapterTargets;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Low-rank adapters in training, and what they come to. */
class AdaptersTest {
    private static final int CONTEXT = 6;
    private static final int VOCABULARY = 7;
    private static final double RATE = 0.05;
    private static final OptimizerSpec PLAIN = new OptimizerSpec.Sgd(1, 0, 0, false);

    private static final Architecture GPT =
            Networks.build("gpt", Map.of("layers", 2, "heads", 2, "width", 8), List.of(CONTEXT), VOCABULARY);
    private static final Architecture MLP = Networks.build("mlp", Map.of("hidden", List.of(6)), List.of(4), 3);
    private static final Architecture TRANSFORMER =
            Networks.build("transformer", Map.of("layers", 1, "heads", 2, "width", 8), List.of(2, 2), 3);

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    /** A network, and how samples of it are made. */
    private record Case(Architecture network, boolean text) {
        LearnerSettings settings(OptimizerSpec optimizer) {
            return settings(Specs.measuring(text ? "perplexity" : "accuracy").optimizer(optimizer));
        }

        LearnerSettings settings(Specs specs) {
            return text ? specs.languageModel(network) : specs.classifier(network);
        }

        Batch batch(int number) {
            return text
                    ? Batches.tokens(number, 4, CONTEXT, VOCABULARY)
                    : Batches.classes(number, 4, 4, network.outputs());
        }

        @Override
        public String toString() {
            return network.family();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(new Case(GPT, true), new Case(MLP, false), new Case(TRANSFORMER, false));
    }

    /** All linear layers but those that are trained whole. */
    private static LearnerSettings adapted(LearnerSettings settings, double dropout, String... whole) {
        List<TensorSpec> tensors = settings.architecture().tensors();
        Adapters adapters =
                new AdapterTargets(new LoraSpec(2, 3, List.of("*"), dropout), tensors, Set.of(whole)).adapters();
        Set<String> frozen = tensors.stream().map(TensorSpec::name).collect(Collectors.toCollection(HashSet::new));
        frozen.removeAll(Set.of(whole));
        return settings.with(new Trained(frozen, adapters));
    }

    private static Learner learner(LearnerSettings settings) {
        return Learners.create(settings, device);
    }

    private static void train(Case of, Learner learner, int from, int to) {
        for (int step = from; step <= to; step++) {
            learner.train(of.batch(2 * step), step, RATE, false, 2);
            learner.train(of.batch(2 * step + 1), step, RATE, true, 2);
        }
    }

    private static double loss(Case of, Learner learner) {
        return learner.evaluate(List.of(of.batch(99)).iterator()).get("loss");
    }

    /** Both matrices of all adapters anywhere. */
    private static void say(Learner learner) {
        Random random = new Random(5);
        List<NamedTensor> network = Tensors.copies(learner.networkParameters());
        List<NamedTensor> all = learner.parameters();
        List<NamedTensor> spoken =
                Tensors.like(all.subList(network.size(), all.size()), element -> random.nextGaussian() / 4);
        learner.restoreParameters(
                Stream.concat(network.stream(), spoken.stream()).toList());
    }

    /** W + alpha / rank × B A, in double. */
    private static float[] closedForm(Adapter adapter, List<NamedTensor> tensors, double scale) {
        float[] weight = Tensors.values(tensors, adapter.weight().name());
        float[] down = Tensors.values(tensors, adapter.down().name());
        float[] up = Tensors.values(tensors, adapter.up().name());
        int rank = Math.toIntExact(adapter.down().shape().get(0));
        int inputs = Math.toIntExact(adapter.down().shape().get(1));
        float[] merged = new float[weight.length];
        for (int element = 0; element < weight.length; element++) {
            double sum = 0;
            for (int k = 0; k < rank; k++) {
                sum += (double) up[element / inputs * rank + k] * down[k * inputs + element % inputs];
            }
            merged[element] = (float) (weight[element] + scale * sum);
        }
        return merged;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldMergeToTheClosedFormThatGivesTheSameOutputsWithoutAdapters(Case of) {
        LearnerSettings settings = adapted(of.settings(PLAIN), 0);
        try (Learner learner = learner(settings);
                Learner plain = learner(of.settings(PLAIN))) {
            double begun = loss(of, learner);
            assertThat(begun).isEqualTo(loss(of, plain));
            say(learner);
            double apart = loss(of, learner);
            List<NamedTensor> before = Tensors.copies(learner.parameters());

            learner.merge();

            List<NamedTensor> after = Tensors.copies(learner.networkParameters());
            for (Adapter adapter : settings.trained().adapters().list()) {
                assertThat(Tensors.values(after, adapter.weight().name()))
                        .containsExactly(closedForm(adapter, before, 1.5), within(1e-6f));
            }
            plain.restoreParameters(after);
            assertThat(loss(of, learner)).isCloseTo(apart, within(1e-5)).isNotCloseTo(begun, within(1e-3));
            assertThat(loss(of, plain)).isEqualTo(loss(of, learner));
            learner.merge();
            assertThat(Tensors.flat(learner.networkParameters())).isEqualTo(Tensors.flat(after));
        }
    }

    /** What a step changes of A and B follows from what it changes of the whole weight W, by the chain rule. */
    @ParameterizedTest
    @MethodSource("cases")
    void shouldLearnByTheChainRule(Case of) {
        LearnerSettings settings = adapted(of.settings(PLAIN), 0);
        try (Learner learner = learner(settings);
                Learner plain = learner(of.settings(PLAIN))) {
            say(learner);
            List<NamedTensor> before = Tensors.copies(learner.parameters());
            learner.merge();
            plain.restoreParameters(learner.networkParameters());
            List<NamedTensor> merged = Tensors.copies(plain.parameters());
            learner.restoreParameters(before);

            train(of, learner, 1, 1);
            train(of, plain, 1, 1);

            for (Adapter adapter : settings.trained().adapters().list()) {
                float[] gradient = less(
                        Tensors.values(plain.parameters(), adapter.weight().name()),
                        Tensors.values(merged, adapter.weight().name()));
                int inputs = Math.toIntExact(adapter.down().shape().get(1));
                float[] down = Tensors.values(before, adapter.down().name());
                float[] learned = less(
                        Tensors.values(learner.parameters(), adapter.up().name()),
                        Tensors.values(before, adapter.up().name()));
                float[] expected = new float[learned.length];
                for (int element = 0; element < expected.length; element++) {
                    double sum = 0;
                    for (int input = 0; input < inputs; input++) {
                        sum += (double) gradient[element / 2 * inputs + input] * down[element % 2 * inputs + input];
                    }
                    expected[element] = (float) (1.5 * sum);
                }
                assertThat(learned).containsExactly(expected, within(2e-6f));
            }
        }
    }

    private static float[] less(float[] some, float[] others) {
        float[] differences = new float[some.length];
        for (int element = 0; element < some.length; element++) {
            differences[element] = some[element] - others[element];
        }
        return differences;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTrainAdaptersAloneWithALittleStateAndGoOnToTheBit(Case of) {
        LearnerSettings settings = adapted(of.settings(Specs.ADAM), 0.3);
        try (Learner straight = learner(settings);
                Learner resumed = learner(settings)) {
            double[] network = Tensors.flat(straight.networkParameters());
            train(of, straight, 1, 2);
            resumed.restoreParameters(Tensors.copies(straight.parameters()));
            resumed.restoreOptimizerState(Tensors.copies(straight.optimizerState()));
            double[] before = Tensors.flat(straight.parameters());
            train(of, straight, 3, 4);
            train(of, resumed, 3, 4);

            assertThat(Tensors.flat(straight.networkParameters())).isEqualTo(network);
            assertThat(Tensors.flat(straight.parameters())).isNotEqualTo(before);
            assertThat(Tensors.flat(resumed.parameters())).isEqualTo(Tensors.flat(straight.parameters()));
            assertThat(moments(straight))
                    .isEqualTo(2 * elements(settings.trained().adapters().tensors()));
            assertThat(straight.description().optimizerBytes()).isEqualTo(Float.BYTES * moments(straight));
            assertThat(straight.description().trained()).isEqualTo(moments(straight) / 2);
        }
    }

    /** Elements of the optimizer's state that belong to parameters. */
    private static long moments(Learner learner) {
        return learner.optimizerState().stream()
                .filter(tensor ->
                        tensor.name().contains("exp_avg") || tensor.name().contains(".weight."))
                .mapToLong(tensor -> tensor.shape().stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    private static long elements(List<TensorSpec> tensors) {
        return tensors.stream().mapToLong(TensorSpec::elements).sum();
    }

    @Test
    void shouldTrainANewHeadWholeBesideAdapters() {
        Case of = new Case(MLP, false);
        try (Learner learner = learner(adapted(of.settings(Specs.ADAM), 0, "layers.2.weight", "layers.2.bias"))) {
            List<NamedTensor> before = Tensors.copies(learner.parameters());
            train(of, learner, 1, 3);

            List<NamedTensor> after = learner.parameters();
            assertThat(after)
                    .filteredOn(tensor -> !tensor.data()
                            .equals(before.get(after.indexOf(tensor)).data()))
                    .extracting(NamedTensor::name)
                    .containsExactly(
                            "layers.2.weight", "layers.2.bias", "layers.0.lora_A.weight", "layers.0.lora_B.weight");
        }
    }

    @Test
    void shouldBeTheSameToTheBitWhereBlocksAreComputedAgain() {
        Case of = new Case(GPT, true);
        Specs specs = Specs.measuring("perplexity");
        try (Learner kept = learner(adapted(of.settings(specs), 0));
                Learner again = learner(adapted(of.settings(specs.checkpointing(true)), 0))) {
            train(of, kept, 1, 3);
            train(of, again, 1, 3);

            assertThat(Tensors.flat(again.parameters())).isEqualTo(Tensors.flat(kept.parameters()));
        }
    }

    @Test
    void shouldComputeInBfloat16() {
        Case of = new Case(GPT, true);
        try (Learner half = learner(
                        adapted(of.settings(Specs.measuring("perplexity").precision(Precision.BFLOAT16)), 0));
                Learner whole = learner(adapted(of.settings(Specs.measuring("perplexity")), 0))) {
            say(half);
            say(whole);

            assertThat(loss(of, half)).isCloseTo(loss(of, whole), within(0.05)).isNotEqualTo(loss(of, whole));
        }
    }
}
