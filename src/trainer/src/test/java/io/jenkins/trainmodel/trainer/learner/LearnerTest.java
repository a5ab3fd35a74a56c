package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerTest {
    private static final Architecture NETWORK =
            Networks.build("mlp", Map.of("hidden", List.of(16), "dropout", 0.1), List.of(4), 3);
    private static final double RATE = 0.01;

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Learner learner(String... metrics) {
        return Learners.create(Specs.measuring(metrics).classifier(NETWORK), device);
    }

    private static void train(Learner learner, int from, int to) {
        for (int step = from; step <= to; step++) {
            learner.train(batch(step), step, RATE, true, 1);
        }
    }

    private static Batch batch(int number) {
        return Batches.classes(number, 8, 4, 3);
    }

    @Test
    void shouldLearnOneBatchByHeart() {
        try (Learner learner = learner("accuracy")) {
            Batch batch = batch(1);
            learner.beginEpoch();
            for (int step = 1; step <= 200; step++) {
                learner.train(batch, step, RATE, true, 1);
            }

            Map<String, Double> after = learner.evaluate(List.of(batch).iterator());
            assertThat(after.get("accuracy")).isEqualTo(1);
            assertThat(after.get("loss")).isLessThan(0.2);
            assertThat(learner.read().epochMetrics()).containsKeys("loss", "accuracy", "gradientNorm");
        }
    }

    @Test
    void shouldContinueBitIdenticalFromASavedState() {
        try (Learner straight = learner("accuracy", "f1");
                Learner resumed = learner("accuracy", "f1")) {
            straight.beginEpoch();
            train(straight, 1, 7);
            straight.read();
            train(straight, 8, 10);
            List<NamedTensor> parameters = Tensors.copies(straight.parameters());
            List<NamedTensor> state = Tensors.copies(straight.optimizerState());
            train(straight, 11, 20);

            resumed.restoreParameters(parameters);
            resumed.restoreOptimizerState(state);
            train(resumed, 11, 20);

            assertSame(resumed.parameters(), straight.parameters());
            assertSame(resumed.optimizerState(), straight.optimizerState());
            assertThat(resumed.read()).isEqualTo(straight.read());
        }
    }

    @Test
    void shouldGoOnFromACopyThatWasTakenOnTheWay() {
        try (Learner straight = learner("accuracy");
                Learner resumed = learner("accuracy")) {
            straight.beginEpoch();
            train(straight, 1, 10);
            straight.read();
            try (LearnedTensors copy = straight.copy()) {
                train(straight, 11, 20);
                resumed.restoreParameters(copy.parameters());
                resumed.restoreOptimizerState(copy.optimizerState());
            }
            train(resumed, 11, 20);

            assertSame(resumed.parameters(), straight.parameters());
            assertSame(resumed.optimizerState(), straight.optimizerState());
            assertThat(resumed.read()).isEqualTo(straight.read());
        }
    }

    @Test
    void shouldNotBeDisturbedByAnEvaluationInBetween() {
        try (Learner straight = learner("accuracy");
                Learner evaluated = learner("accuracy")) {
            train(straight, 1, 10);
            train(evaluated, 1, 5);
            evaluated.evaluate(List.of(batch(99), batch(98)).iterator());
            train(evaluated, 6, 10);

            assertSame(evaluated.parameters(), straight.parameters());
            assertThat(evaluated.read()).isEqualTo(straight.read());
        }
    }

    @Test
    void shouldTakeABatchOfOneSample() {
        try (Learner learner = learner("accuracy", "top2", "f1")) {
            learner.train(Batches.classes(1, 1, 4, 3), 1, RATE, true, 1);

            assertThat(learner.read().epochMetrics().get("loss")).isFinite();
        }
    }

    @Test
    void shouldNameALabelThatTheNetworkDoesNotHave() {
        try (Learner learner = learner("accuracy")) {
            Batch batch = Batches.classes(new float[8], 1, 3);

            assertThatThrownBy(() -> learner.train(batch, 1, RATE, true, 1))
                    .hasMessage("label 3 of sample 1 in the batch is not in 0 to 2, the classes of the network");
            assertThatThrownBy(() -> learner.evaluate(List.of(batch).iterator()))
                    .hasMessageContaining("label 3");
        }
    }

    @Test
    void shouldBeginTheEpochsSumsAgainWhereOtherMetricsAreAsked() {
        try (Learner before = learner("accuracy");
                Learner after = learner("f1")) {
            train(before, 1, 5);
            after.restoreParameters(before.parameters());
            after.restoreOptimizerState(before.optimizerState());
            train(before, 6, 10);
            train(after, 6, 10);

            assertSame(after.parameters(), before.parameters());
            assertThat(after.read().epochMetrics()).containsOnlyKeys("loss", "f1", "gradientNorm");
        }
    }

    @Test
    void shouldRefuseTensorsThatDoNotFit() {
        try (Learner learner = learner()) {
            List<NamedTensor> one = List.of(HostTensor.of("layers.0.weight", List.of(2L), 1, 2));

            assertThatThrownBy(() -> learner.restoreParameters(one))
                    .hasMessage("tensor layers.0.weight is F32 [2] in the checkpoint, but F32 [16, 4] is needed");
            assertThatThrownBy(() -> learner.restoreOptimizerState(List.of()))
                    .hasMessageContaining("has no tensor epoch.lastReading");
        }
    }

    @Test
    void shouldRefuseTheStateOfAnotherOptimizer() {
        LearnerSettings settings = Specs.measuring()
                .optimizer(new OptimizerSpec.Sgd(1, 0, 0.9, false))
                .classifier(NETWORK);
        try (Learner adam = learner();
                Learner sgd = Learners.create(settings, device)) {
            assertThatThrownBy(() -> adam.restoreOptimizerState(sgd.optimizerState()))
                    .hasMessageContaining("has no tensor layers.0.weight.exp_avg");
            assertThatThrownBy(() -> sgd.restoreOptimizerState(adam.optimizerState()))
                    .hasMessageContaining("has no tensor layers.0.weight.momentum_buffer");
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldTrainEveryLayerInEitherPrecision(Precision precision) {
        Residual block = new Residual(
                Sequential.of(List.of(new Conv2d(2, 2, 3, 1, 1, false, true), new BatchNorm2d(2))), Optional.empty());
        List<Layer> layers = List.of(
                block,
                new MaxPool2d(2, 2, 0),
                new AveragePool2d(2, 1, 1),
                new AdaptiveAveragePool2d(1, 1),
                new Flatten(),
                new Dropout(0.1),
                new Linear(2, 3));
        Architecture images = new Architecture("own", List.of(2, 4, 4), 3, Sequential.of(layers));
        Specs specs = Specs.measuring("accuracy").precision(precision);
        try (Learner learner = Learners.create(specs.classifier(images), device)) {
            Batch batch = Batches.classes(1, 12, 32, 3);
            double before = learner.evaluate(List.of(batch).iterator()).get("loss");
            for (int step = 1; step <= 100; step++) {
                learner.train(batch, step, RATE, true, 1);
            }

            assertThat(learner.evaluate(List.of(batch).iterator()).get("loss")).isLessThan(before - 0.05);
            assertThat(learner.parameters()).allMatch(tensor -> tensor.type() == TensorType.F32);
        }
    }

    private static void assertSame(List<NamedTensor> actual, List<NamedTensor> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).data())
                    .as(expected.get(i).name())
                    .isEqualTo(expected.get(i).data());
        }
    }
}
