package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.saved.SavedScript;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNetworkTest {
    private static final int STEPS = 6;
    private static final int FEATURES = 3;
    private static final int CLASSES = 4;
    private static final double RATE = 0.01;

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Map<String, Object> options(String name, Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("width", 16, "layers", 2));
        if (name.equals("transformer")) {
            options.put("heads", 2);
        }
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    private static Architecture network(String name, Object... more) {
        return Networks.build(name, options(name, more), List.of(STEPS, FEATURES), CLASSES);
    }

    private static LearnerSettings settings(Architecture network) {
        return Specs.measuring("accuracy").classifier(network);
    }

    private static Batch batch(long seed) {
        return Batches.classes(seed, 12, STEPS * FEATURES, CLASSES);
    }

    private static void train(Learner learner, int from, int to) {
        for (int step = from; step <= to; step++) {
            learner.train(batch(step), step, RATE, true, 1);
        }
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of("lstm", new Object[] {}),
                Arguments.of("lstm", new Object[] {"bidirectional", true, "pool", "mean"}),
                Arguments.of("gru", new Object[] {"bidirectional", true}),
                Arguments.of("transformer", new Object[] {}),
                Arguments.of("transformer", new Object[] {"position", "rotary", "pool", "last"}),
                Arguments.of("transformer", new Object[] {"position", "sinusoidal", "pool", "cls"}));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldLearnWhatItSees(String name, Object... more) {
        try (Learner learner = Learners.create(settings(network(name, more)), device)) {
            Batch batch = batch(1);
            for (int step = 1; step <= 60; step++) {
                learner.train(batch, step, RATE, true, 1);
            }

            assertThat(learner.evaluate(List.of(batch).iterator()).get("accuracy"))
                    .isEqualTo(1);
        }
    }

    /** The order of steps is all that tells these classes apart. */
    @ParameterizedTest
    @ValueSource(strings = {"learned", "sinusoidal", "rotary"})
    void shouldKnowTheOrderOfStepsByAnyKindOfPositions(String position) {
        Batch rising = Batches.classes(new float[] {1, 2, 3, 3, 2, 1, 1, 3, 2, 2, 1, 3}, 0, 1, 2, 3);
        Architecture network =
                Networks.build("transformer", options("transformer", "position", position), List.of(3, 1), CLASSES);
        try (Learner learner = Learners.create(settings(network), device)) {
            for (int step = 1; step <= 120; step++) {
                learner.train(rising, step, RATE, true, 1);
            }

            assertThat(learner.evaluate(List.of(rising).iterator()).get("accuracy"))
                    .isEqualTo(1);
        }
    }

    /** The cell written out, as its paper and PyTorch's documentation have it. */
    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru"})
    void shouldSayWhatTheCellSaysStepByStep(String cell) {
        Architecture network = Networks.build(
                cell, options(cell, "layers", 1, "bidirectional", true), List.of(STEPS, FEATURES), CLASSES);
        try (Learner learner = Learners.create(settings(network), device)) {
            float[][] found = new float[1][];
            Batch batch = batch(5);
            learner.predict(List.of(batch).iterator(), (given, outputs) -> found[0] = outputs);

            double[] expected = new ReferenceCell(cell, learner.parameters(), 16)
                    .logits(batch.features(), 12, STEPS, FEATURES, CLASSES);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[0][i]).isCloseTo(expected[i], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer"})
    void shouldContinueBitIdenticalWithDropout(String name) {
        LearnerSettings settings = settings(network(name, "dropout", 0.2));
        try (Learner straight = Learners.create(settings, device);
                Learner resumed = Learners.create(settings, device)) {
            straight.beginEpoch();
            train(straight, 1, 5);
            List<NamedTensor> parameters = Tensors.copies(straight.parameters());
            List<NamedTensor> state = Tensors.copies(straight.optimizerState());
            train(straight, 6, 10);

            resumed.restoreParameters(parameters);
            resumed.restoreOptimizerState(state);
            train(resumed, 6, 10);

            assertThat(Tensors.flat(resumed.parameters())).containsExactly(Tensors.flat(straight.parameters()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer"})
    void shouldDropOnlyWhileTraining(String name) {
        try (Learner dropping = Learners.create(settings(network(name, "dropout", 0.5)), device);
                Learner whole = Learners.create(settings(network(name)), device)) {
            dropping.restoreParameters(whole.parameters());
            Batch batch = batch(3);
            double kept = whole.evaluate(List.of(batch).iterator()).get("loss");
            assertThat(dropping.evaluate(List.of(batch).iterator()).get("loss")).isEqualTo(kept);

            dropping.train(batch, 1, 0, true, 1);
            assertThat(dropping.read().recentMetrics().get("loss")).isNotCloseTo(kept, within(1e-4));
        }
    }

    /** Parameters stay float32; what is computed differs by the rounding of products alone. */
    @ParameterizedTest
    @MethodSource("networks")
    void shouldTrainInBfloat16(String name, Object... more) {
        Architecture network = network(name, more);
        LearnerSettings half =
                Specs.measuring("accuracy").precision(Precision.BFLOAT16).classifier(network);
        try (Learner rounded = Learners.create(half, device);
                Learner exact = Learners.create(settings(network), device)) {
            Batch batch = batch(1);
            double loss = exact.evaluate(List.of(batch).iterator()).get("loss");
            assertThat(rounded.evaluate(List.of(batch).iterator()).get("loss"))
                    .isNotEqualTo(loss)
                    .isCloseTo(loss, within(0.02));

            for (int step = 1; step <= 20; step++) {
                rounded.train(batch, step, RATE, true, 1);
                exact.train(batch, step, RATE, true, 1);
            }
            assertThat(rounded.evaluate(List.of(batch).iterator()).get("loss"))
                    .isCloseTo(exact.evaluate(List.of(batch).iterator()).get("loss"), within(0.1));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldGiveTheSameMetricsWhereDjlLoadsIt(String name, Object... more) throws Exception {
        Architecture network = network(name, more);
        requireSameWhereLoaded(network, settings(network), batch(2));
    }

    @Test
    void shouldReadImagesRowByRow() throws Exception {
        Architecture network = Networks.build("lstm", options("lstm"), List.of(2, 4, 3), CLASSES);
        requireSameWhereLoaded(network, settings(network), Batches.classes(2, 12, 24, CLASSES));
    }

    /** The same image with its rows as steps already: its two channels stand side by side in each. */
    @Test
    void shouldPutTheChannelsOfARowSideBySide() {
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8};
        float[] rows = {1, 2, 5, 6, 3, 4, 7, 8};
        Architecture ofImages = Networks.build("gru", options("gru"), List.of(2, 2, 2), CLASSES);
        Architecture ofSteps = Networks.build("gru", options("gru"), List.of(2, 4), CLASSES);
        try (Learner one = Learners.create(settings(ofImages), device);
                Learner other = Learners.create(settings(ofSteps), device)) {
            other.restoreParameters(one.parameters());

            assertThat(other.evaluate(List.of(Batches.classes(rows, 0)).iterator()))
                    .isEqualTo(one.evaluate(List.of(Batches.classes(image, 0)).iterator()));
        }
    }

    private static void requireSameWhereLoaded(Architecture network, LearnerSettings settings, Batch batch)
            throws Exception {
        Path file = Files.createTempFile("model", ".pt");
        try (Learner learner = Learners.create(settings, device)) {
            learner.train(batch, 1, RATE, true, 1);
            try (OutputStream target = Files.newOutputStream(file)) {
                InferenceModel.write(network, learner.parameters(), target);
            }
            Map<String, Double> own = learner.evaluate(List.of(batch).iterator());
            Map<String, Double> loaded = new SavedScript(file, settings, network.sampleShape(), device)
                    .evaluate(List.of(batch).iterator());

            assertThat(loaded.get("loss")).isCloseTo(own.get("loss"), within(1e-6));
            assertThat(loaded.get("accuracy")).isEqualTo(own.get("accuracy"));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer"})
    void shouldClassifyTokens(String name) throws Exception {
        Architecture network = Networks.buildForTokens(name, options(name), STEPS, 9, 3);
        Batch batch = Batches.tokensOfClasses(4, 12, STEPS, 9, 3);
        try (Learner learner = Learners.create(settings(network), device)) {
            for (int step = 1; step <= 60; step++) {
                learner.train(batch, step, RATE, true, 1);
            }
            assertThat(learner.evaluate(List.of(batch).iterator()).get("accuracy"))
                    .isEqualTo(1);
        }
        requireSameWhereLoaded(network, settings(network), batch);
    }

    @Test
    void shouldRefuseTokensThatTheNetworkDoesNotHave() {
        Architecture network = Networks.buildForTokens("lstm", options("lstm"), STEPS, 9, 3);
        try (Learner learner = Learners.create(settings(network), device)) {
            assertThatThrownBy(() -> learner.train(Batches.tokensOfClasses(4, 12, STEPS, 12, 3), 1, RATE, true, 1))
                    .hasMessageMatching(
                            "token \\d+ of place \\d+ in the batch is not in 0 to 8, the tokens of the network");
        }
    }

    /** With gradients of 0 AdamW only decays: what is a matrix shrinks, what is a vector stays. */
    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer"})
    void shouldLetMatricesDecayAlone(String name) {
        OptimizerSpec decaying = new OptimizerSpec.AdamW(0.1, 0.5, 0.9, 0.99, 1e-8);
        LearnerSettings settings =
                Specs.measuring("accuracy").optimizer(decaying).clip(1e-30).classifier(network(name));
        try (Learner learner = Learners.create(settings, device)) {
            List<NamedTensor> before = Tensors.copies(learner.parameters());
            learner.train(batch(1), 1, 0.1, true, 1);
            List<NamedTensor> after = Tensors.copies(learner.parameters());

            for (int i = 0; i < before.size(); i++) {
                float share = before.get(i).shape().size() > 1 ? 0.95f : 1;
                FloatBuffer was = before.get(i).data().asFloatBuffer();
                FloatBuffer is = after.get(i).data().asFloatBuffer();
                assertThat(is.get(0)).as(before.get(i).name()).isCloseTo(share * was.get(0), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer"})
    void shouldTrainTheHeadAloneWhereAllElseIsFrozen(String name) {
        Architecture network = network(name);
        Set<String> frozen = new HashSet<>();
        network.tensors().forEach(tensor -> frozen.add(tensor.name()));
        frozen.removeAll(Set.of("fc.weight", "fc.bias"));
        try (Learner learner = Learners.create(settings(network).freezing(frozen), device)) {
            List<NamedTensor> before = Tensors.copies(learner.parameters());
            train(learner, 1, 3);

            for (NamedTensor tensor : learner.parameters()) {
                boolean same = Arrays.equals(Tensors.values(before, tensor.name()), Tensors.values(tensor));
                assertThat(same).as(tensor.name()).isEqualTo(frozen.contains(tensor.name()));
            }
        }
    }
}
