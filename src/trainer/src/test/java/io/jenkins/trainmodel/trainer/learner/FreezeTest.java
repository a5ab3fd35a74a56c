package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters and buffers that training leaves as they are, and an optimizer that goes on with another run's state. */
class FreezeTest {
    private static final Set<String> BELOW =
            Set.of("0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var");
    private static final double RATE = 0.1;

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Learner learner(OptimizerSpec optimizer, Set<String> frozen) {
        LearnerSettings settings =
                Specs.measuring("accuracy").optimizer(optimizer).classifier(Networks.WITH_BUFFERS);
        return Learners.create(settings.freezing(frozen), device);
    }

    private static void train(Learner learner, int from, int to) {
        for (int step = from; step <= to; step++) {
            learner.train(batch(step), step, RATE, true, 1);
        }
    }

    private static Batch batch(int number) {
        return Batches.classes(number, 6, 9, 2);
    }

    private static List<NamedTensor> select(List<NamedTensor> tensors, Set<String> layers, boolean within) {
        return tensors.stream()
                .filter(tensor -> layers.stream().anyMatch(tensor.name()::startsWith) == within)
                .filter(tensor -> tensor.name().startsWith("0.")
                        || tensor.name().startsWith("1.")
                        || tensor.name().startsWith("4."))
                .toList();
    }

    private static double[] frozen(List<NamedTensor> tensors) {
        return Tensors.flat(select(tensors, BELOW, true));
    }

    private static double[] trained(List<NamedTensor> tensors) {
        return Tensors.flat(select(tensors, BELOW, false));
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.trainmodel.trainer.learner.Specs#decayingOptimizers")
    void shouldLeaveWhatIsFrozenAndItsStateToTheBitOverTrainingAndResume(OptimizerSpec optimizer) {
        try (Learner before = learner(optimizer, Set.of());
                Learner straight = learner(optimizer, BELOW);
                Learner resumed = learner(optimizer, BELOW)) {
            train(before, 1, 3);
            straight.restoreParameters(before.parameters());
            straight.restoreOptimizerState(before.optimizerState());
            train(straight, 4, 6);
            resumed.restoreParameters(straight.parameters());
            resumed.restoreOptimizerState(straight.optimizerState());
            train(straight, 7, 9);
            train(resumed, 7, 9);

            assertThat(frozen(straight.parameters())).isEqualTo(frozen(before.parameters()));
            assertThat(frozen(straight.optimizerState())).isEqualTo(frozen(before.optimizerState()));
            assertThat(trained(straight.parameters())).isNotEqualTo(trained(before.parameters()));
            assertThat(Tensors.flat(resumed.parameters())).isEqualTo(Tensors.flat(straight.parameters()));
            assertThat(resumed.optimizerState())
                    .extracting(NamedTensor::data)
                    .isEqualTo(straight.optimizerState().stream()
                            .map(NamedTensor::data)
                            .toList());
        }
    }

    @Test
    void shouldNormaliseByTheStatisticsThatAreKept() {
        try (Learner learner = learner(Specs.ADAM, BELOW)) {
            Batch batch = batch(1);
            Map<String, Double> evaluated = learner.evaluate(List.of(batch).iterator());
            learner.train(batch, 1, RATE, true, 1);

            assertThat(learner.read().epochMetrics().get("loss")).isEqualTo(evaluated.get("loss"));
        }
    }

    @Test
    void shouldTrainTheRestAsIfItStoodAlone() {
        OptimizerSpec optimizer = new OptimizerSpec.AdamW(1, 0.5, 0.9, 0.999, 1e-8);
        try (Learner all = learner(optimizer, Set.of());
                Learner rest = learner(optimizer, Set.of("0.weight"))) {
            train(all, 1, 1);
            train(rest, 1, 1);

            assertThat(Tensors.values(rest.parameters(), "4.weight"))
                    .isEqualTo(Tensors.values(all.parameters(), "4.weight"));
            assertThat(Tensors.values(rest.parameters(), "0.weight"))
                    .isNotEqualTo(Tensors.values(all.parameters(), "0.weight"));
        }
    }

    @Test
    void shouldRefuseToFreezeEverything() {
        LearnerSettings settings = Specs.measuring("accuracy").classifier(Networks.WITH_BUFFERS);

        assertThatThrownBy(() -> settings.freezing(Set.of("0.weight", "1.weight", "1.bias", "4.weight", "4.bias")))
                .hasMessage("every parameter is frozen, so there is nothing to train");
    }

    @Test
    void shouldGoOnWithTheOptimizerOfAnotherRunButNotWithItsEpoch() {
        try (Learner before = learner(Specs.ADAM, Set.of());
                Learner next = learner(Specs.ADAM, Set.of())) {
            train(before, 1, 5);
            before.read();
            next.restoreParameters(before.parameters());
            next.continueOptimizer(before.optimizerState(), Set.of("4.weight"));

            List<NamedTensor> state = next.optimizerState();
            assertThat(Tensors.values(state, "step")).containsExactly(5);
            assertThat(Tensors.values(state, "0.weight.exp_avg"))
                    .isEqualTo(Tensors.values(before.optimizerState(), "0.weight.exp_avg"));
            assertThat(Tensors.values(state, "4.weight.exp_avg")).containsOnly(0);
            train(next, 1, 1);
            train(before, 1, 1);
            assertThat(next.read().epochMetrics().get("loss"))
                    .isEqualTo(before.read().recentMetrics().get("loss"));
        }
    }

    @Test
    void shouldNameAllThatAnotherOptimizerLacks() {
        try (Learner sgd = learner(new OptimizerSpec.Sgd(1, 0, 0.9, false), Set.of());
                Learner adam = learner(Specs.ADAM, Set.of())) {
            List<NamedTensor> state = new ArrayList<>(sgd.optimizerState());

            assertThatThrownBy(() -> adam.continueOptimizer(state, Set.of()))
                    .hasMessageStartingWith("its optimizer's state is not that of this optimizer and network")
                    .hasMessageContaining("0.weight.exp_avg is missing")
                    .hasMessageContaining("4.bias.exp_avg_sq is missing");
        }
    }
}
