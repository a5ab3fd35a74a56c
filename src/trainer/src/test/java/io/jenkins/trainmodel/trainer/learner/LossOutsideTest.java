package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.objective.LogitLoss;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.learner.score.SampleScores;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The trainer's own losses, told in Java as those of users are: they train the same network. */
class LossOutsideTest {
    private static final Offset<Double> FLOAT = within(2e-5);
    private static final double RATE = 0.01;
    private static final Architecture CLASSIFIER =
            Networks.build("mlp", Map.of("hidden", List.of(8), "dropout", 0.2), List.of(4), 3);
    private static final Architecture REGRESSOR = Networks.build("mlp", Map.of("hidden", List.of(8)), List.of(4), 1);

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    /** A loss whose closing is noted. */
    private abstract static class Told implements SampleLoss {
        boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class CrossEntropy extends Told {
        @Override
        public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
            int classes = outputs.length / batch.size();
            LogitLoss loss = new LogitLoss(0, new float[0]);
            for (int sample = 0; sample < batch.size(); sample++) {
                int label = (int) batch.labels().getLong(sample * Long.BYTES);
                losses[sample] = loss.of(outputs, sample * classes, classes, label);
                for (int output = 0; output < classes; output++) {
                    double probability = Math.exp(-loss.of(outputs, sample * classes, classes, output));
                    gradient[sample * classes + output] = (float) (probability - (output == label ? 1 : 0));
                }
            }
        }
    }

    private static final class Square extends Told {
        @Override
        public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
            for (int sample = 0; sample < batch.size(); sample++) {
                float error = outputs[sample] - batch.labels().getFloat(sample * Float.BYTES);
                losses[sample] = error * error;
                gradient[sample] = 2 * error;
            }
        }
    }

    /** Steps of two batches each, clipped, so that the norm counts. */
    private static void requireTheSame(LearnerSettings settings, Told told, IntFunction<Batch> batches) {
        try (Learner inside = Learners.create(settings, device);
                Learner outside = Learners.create(settings.with(Optional.of(told)), device)) {
            for (Learner learner : List.of(inside, outside)) {
                learner.beginEpoch();
                for (int batch = 0; batch < 20; batch++) {
                    learner.train(batches.apply(batch), 1 + batch / 2, RATE, batch % 2 == 1, 2);
                }
            }
            requireSame(outside.read().epochMetrics(), inside.read().epochMetrics());
            requireSame(
                    outside.evaluate(List.of(batches.apply(30)).iterator()),
                    inside.evaluate(List.of(batches.apply(30)).iterator()));
            for (int tensor = 0; tensor < inside.parameters().size(); tensor++) {
                float[] values = Tensors.values(outside.parameters().get(tensor));
                float[] expected = Tensors.values(inside.parameters().get(tensor));
                for (int place = 0; place < expected.length; place++) {
                    assertThat((double) values[place]).isCloseTo(expected[place], FLOAT);
                }
            }
        }
        assertThat(told.closed).isTrue();
    }

    private static void requireSame(Map<String, Double> measured, Map<String, Double> expected) {
        assertThat(measured.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, value) -> assertThat(measured.get(name)).as(name).isCloseTo(value, FLOAT));
    }

    @Test
    void shouldTrainAClassifierAsTheEnginesCrossEntropyDoes() {
        requireTheSame(
                Specs.measuring("accuracy", "f1").clip(0.5).classifier(CLASSIFIER),
                new CrossEntropy(),
                seed -> Batches.classes(seed, 8, 4, 3));
    }

    /** Of a regression the root of the mean squared error is measured, whatever is trained by. */
    @Test
    void shouldTrainARegressionAsTheEnginesSquaredErrorDoes() {
        requireTheSame(
                Specs.measuring("mae", "rmse", "r2").clip(0.5).regression(REGRESSOR),
                new Square(),
                seed -> Batches.values(features(seed), 0.5f, -1, 2, seed % 3));
    }

    private static float[] features(int seed) {
        float[] features = new float[16];
        for (int place = 0; place < features.length; place++) {
            features[place] = (float) Math.sin(seed * 16 + place);
        }
        return features;
    }

    @Test
    void shouldTrainBlocksThatAreComputedAgain() {
        Architecture network = Networks.build(
                "transformer", Map.of("layers", 2, "heads", 2, "width", 8, "dropout", 0.1), List.of(5, 3), 3);
        requireTheSame(
                Specs.measuring("accuracy")
                        // Adam would make steps of what rounding leaves of gradients that are 0, as of keys' biases
                        .optimizer(new OptimizerSpec.Sgd(1, 0, 0, false))
                        .checkpointing(true)
                        .classifier(network),
                new CrossEntropy(),
                seed -> Batches.classes(seed, 4, 15, 3));
    }

    @Test
    void shouldLeaveTheParametersWhereALossIsNotFinite() {
        Told broken = new Told() {
            @Override
            public void of(float[] outputs, Batch batch, double[] losses, float[] gradient) {
                losses[1] = Double.NaN;
            }
        };
        try (Learner learner = Learners.create(
                Specs.measuring("accuracy").classifier(CLASSIFIER).with(Optional.of(broken)), device)) {
            List<float[]> before = values(learner);
            learner.beginEpoch();
            learner.train(Batches.classes(1, 8, 4, 3), 1, RATE, true, 1);

            assertThat(learner.read().nonFiniteStep()).hasValue(1);
            assertThat(values(learner)).usingRecursiveComparison().isEqualTo(before);
        }
    }

    private static List<float[]> values(Learner learner) {
        return learner.parameters().stream().map(Tensors::values).toList();
    }

    @Test
    void shouldTellLossesSampleBySampleForAChallenge() {
        Batch batch = Batches.classes(new float[] {1, 2, 3, 4, 0, 0, 5, 1}, 0, 2);
        LearnerSettings settings = Specs.measuring("accuracy").classifier(CLASSIFIER);
        float[] outputs = {1, 2, 3, 0, 0, 5};
        SampleScores scores = SampleScores.of(settings.with(Optional.of(new CrossEntropy())), 2);
        SampleScores usual = SampleScores.of(settings, 2);
        scores.add(outputs, batch);
        usual.add(outputs, batch);

        for (int[] drawn : List.of(new int[] {0, 1}, new int[] {1, 1}, new int[] {0})) {
            for (String metric : List.of("loss", "accuracy")) {
                assertThat(scores.metric(metric).over(drawn))
                        .isEqualTo(usual.metric(metric).over(drawn));
            }
        }
    }
}
