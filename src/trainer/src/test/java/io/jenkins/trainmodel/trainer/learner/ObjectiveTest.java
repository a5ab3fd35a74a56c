package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.objective.Regression;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Losses and metrics, on networks that give their input: the logits are the features. */
class ObjectiveTest {
    private static final Offset<Double> FLOAT = within(1e-6);
    private static final Architecture IDENTITY = Networks.build("mlp", Map.of("hidden", List.of()), List.of(3), 3);
    private static final Architecture VALUE = Networks.build("mlp", Map.of("hidden", List.of()), List.of(1), 1);

    private static final Batch TWO = Batches.classes(new float[] {1, 2, 3, 0, 0, 5}, 0, 2);
    private static final Batch THREE = Batches.classes(new float[] {3, 1, 0, 2, 9, 4, 1, 0, 2}, 0, 2, 2);

    private static Learner classifier(Specs specs) {
        Learner learner =
                Learners.create(specs.classifier(IDENTITY), TestEngine.load().device());
        learner.restoreParameters(List.of(
                HostTensor.of("layers.0.weight", List.of(3L, 3L), 1, 0, 0, 0, 1, 0, 0, 0, 1),
                HostTensor.of("layers.0.bias", List.of(3L), 0, 0, 0)));
        return learner;
    }

    private static Map<String, Double> evaluate(Specs specs, Batch... batches) {
        try (Learner learner = classifier(specs)) {
            return learner.evaluate(List.of(batches).iterator());
        }
    }

    /** log(Σ exp logits) - logit of the label. */
    private static double crossEntropy(double logit, double... logits) {
        double sum = 0;
        for (double other : logits) {
            sum += Math.exp(other);
        }
        return Math.log(sum) - logit;
    }

    @Test
    void shouldGiveTheMeanCrossEntropyOverSamplesNotOverBatches() {
        double losses = crossEntropy(1, 1, 2, 3)
                + crossEntropy(5, 0, 0, 5)
                + crossEntropy(3, 3, 1, 0)
                + crossEntropy(4, 2, 9, 4)
                + crossEntropy(2, 1, 0, 2);

        assertThat(evaluate(Specs.measuring(), TWO, THREE).get("loss")).isCloseTo(losses / 5, FLOAT);
    }

    @Test
    void shouldSmoothLabels() {
        double smoothed = 0.9 * crossEntropy(1, 1, 2, 3) + 0.1 * crossEntropy(2, 1, 2, 3);
        double other = 0.9 * crossEntropy(5, 0, 0, 5) + 0.1 * crossEntropy(5.0 / 3, 0, 0, 5);

        assertThat(evaluate(Specs.measuring().smoothing(0.1), TWO).get("loss"))
                .isCloseTo((smoothed + other) / 2, FLOAT);
    }

    @Test
    void shouldWeighClasses() {
        Specs specs = Specs.measuring().weights(new ClassWeights.Given(List.of(2.0, 1.0, 0.5)));
        double weighted = 2 * crossEntropy(1, 1, 2, 3) + 0.5 * crossEntropy(5, 0, 0, 5);

        assertThat(evaluate(specs, TWO).get("loss")).isCloseTo(weighted / 2.5, FLOAT);
    }

    @Test
    void shouldBalanceClassesByTheirFrequency() {
        Specs specs = Specs.measuring().weights(new ClassWeights.Balanced(), 6L, 0L, 2L);
        double first = 8 / (3 * 6.0);
        double third = 8 / (3 * 2.0);
        double weighted = first * crossEntropy(1, 1, 2, 3) + third * crossEntropy(5, 0, 0, 5);

        assertThat(evaluate(specs, TWO).get("loss")).isCloseTo(weighted / (first + third), FLOAT);
    }

    /** Predicted 2, 2, 0, 1, 2 for the labels 0, 2, 0, 2, 2. */
    @Test
    void shouldMeasureClassification() {
        Map<String, Double> metrics = evaluate(Specs.measuring("accuracy", "top2", "top5", "f1"), TWO, THREE);

        assertThat(metrics.keySet()).containsExactly("loss", "accuracy", "top2", "top5", "f1");
        assertThat(metrics).contains(entry("accuracy", 3 / 5.0), entry("top2", 4 / 5.0), entry("top5", 1.0));
        assertThat(metrics.get("f1")).isCloseTo((2 / 3.0 + 0 + 2 * 2 / 6.0) / 3, within(1e-15));
    }

    @Test
    void shouldTellTheEpochFromWhatIsRecent() {
        try (Learner learner = classifier(Specs.measuring("accuracy"))) {
            learner.beginEpoch();
            learner.train(TWO, 1, 0, true, 1);
            Reading first = learner.read();
            learner.train(THREE, 2, 0, true, 1);
            Reading second = learner.read();
            learner.beginEpoch();
            learner.train(THREE, 3, 0, true, 1);
            Reading next = learner.read();

            assertThat(first.epochMetrics()).isEqualTo(first.recentMetrics()).contains(entry("accuracy", 0.5));
            assertThat(second.epochMetrics()).contains(entry("accuracy", 3 / 5.0));
            assertThat(second.recentMetrics()).contains(entry("accuracy", 2 / 3.0));
            assertThat(next.epochMetrics()).isEqualTo(next.recentMetrics()).contains(entry("accuracy", 2 / 3.0));
            assertThat(learner.read().recentMetrics()).isEmpty();
        }
    }

    @Test
    void shouldMeasureRegression() {
        LearnerSettings settings = Specs.measuring("mae", "rmse", "r2").regression(VALUE);
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            learner.restoreParameters(List.of(
                    HostTensor.of("layers.0.weight", List.of(1L, 1L), 2),
                    HostTensor.of("layers.0.bias", List.of(1L), 1)));
            Batch first = Batches.values(new float[] {0, 1}, 1, 5);
            Batch second = Batches.values(new float[] {2}, 9);

            Map<String, Double> metrics =
                    learner.evaluate(List.of(first, second).iterator());

            // Predicted 1, 3, 5 for 1, 5, 9: errors 0, 2, 4; labels vary by 16 + 0 + 16.
            assertThat(metrics.get("loss")).isCloseTo(20 / 3.0, FLOAT);
            assertThat(metrics.get("mae")).isCloseTo(2, FLOAT);
            assertThat(metrics.get("rmse")).isCloseTo(Math.sqrt(20 / 3.0), FLOAT);
            assertThat(metrics.get("r2")).isCloseTo(1 - 20 / 32.0, FLOAT);
        }
    }

    @Test
    void shouldComeCloseInMixedPrecision() {
        Specs specs = Specs.measuring("accuracy");
        double exact = evaluate(specs, TWO, THREE).get("loss");

        double mixed = evaluate(specs.precision(Precision.BFLOAT16), TWO, THREE).get("loss");

        // The logits are small whole numbers, which bfloat16 holds exactly.
        assertThat(mixed).isCloseTo(exact, FLOAT);
    }

    @Test
    void shouldRefuseWhatTheTaskDoesNotHave() {
        assertThatThrownBy(() -> evaluate(Specs.measuring("mae"), TWO))
                .hasMessageContaining("a classifier has no metric mae");
        assertThatThrownBy(() -> evaluate(Specs.measuring().weights(new ClassWeights.Given(List.of(1.0))), TWO))
                .hasMessage("classWeights has 1 weights, but the data has 3 classes");
    }

    @Test
    void shouldLackADeterminationThatIsNotDefined() {
        try (Learner learner = Learners.create(
                Specs.measuring("rmse", "r2").regression(VALUE),
                TestEngine.load().device())) {
            assertThat(learner.evaluate(List.of(Batches.values(new float[] {1, 2}, 0.1f, 0.1f))
                            .iterator()))
                    .containsKey("rmse")
                    .doesNotContainKey("r2");
            assertThat(learner.evaluate(
                            List.of(Batches.values(new float[] {1}, 3)).iterator()))
                    .doesNotContainKey("r2");
        }
    }

    @Test
    void shouldMeasureScaledLabelsInTheirOwnUnit() {
        Regression plain = new Regression(List.of("mae", "rmse", "r2"), 1);
        Regression scaled = new Regression(List.of("mae", "rmse", "r2"), 10);
        Map<String, double[]> sums = Map.of(
                "loss",
                new double[] {8},
                "samples",
                new double[] {2},
                "absoluteError",
                new double[] {4},
                "labels",
                new double[] {4},
                "labelSquares",
                new double[] {40});

        assertThat(plain.metrics(sums))
                .containsEntry("loss", 4.0)
                .containsEntry("rmse", 2.0)
                .containsEntry("mae", 2.0);
        assertThat(scaled.metrics(sums))
                .containsEntry("loss", 400.0)
                .containsEntry("rmse", 20.0)
                .containsEntry("mae", 20.0)
                .containsEntry("r2", plain.metrics(sums).get("r2"));
    }
}
