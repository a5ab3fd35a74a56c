package io.jenkins.trainmodel.trainer.learner;

import static io.jenkins.trainmodel.trainer.learner.Sequences.RATE;
import static io.jenkins.trainmodel.trainer.learner.Sequences.batch;
import static io.jenkins.trainmodel.trainer.learner.Sequences.network;
import static io.jenkins.trainmodel.trainer.learner.Sequences.settings;
import static io.jenkins.trainmodel.trainer.learner.Sequences.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How networks that read sequences go on, decay, freeze, and compute in 16 bits. */
class SequenceTrainingTest {
    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru", "transformer"})
    void shouldContinueBitIdenticalWithDropout(String name) {
        LearnerSettings settings = settings(network(name, "dropout", 0.2));
        try (Learner straight = Learners.create(settings, device);
                Learner resumed = Learners.create(settings, device)) {
            ExactResume.require(straight, resumed, Sequences::train);
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
    @MethodSource("io.jenkins.trainmodel.trainer.learner.Sequences#networks")
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
