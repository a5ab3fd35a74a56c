package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.score.SampleScores;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a model sample by sample, against what the engine measures over all of them. */
class SampleScoresTest {
    private static final int SAMPLES = 40;
    private static final Architecture CLASSIFIER = Networks.build("mlp", Map.of("hidden", List.of()), List.of(4), 3);
    private static final List<LabelScaling> SCALINGS = List.of(new LabelScaling(5, 2), new LabelScaling(-1, 10));
    private static final Forecast FORECAST =
            new Forecast("1h", 3, 2, 1, List.of("a", "b"), SCALINGS, List.of(0.5, 4.0));
    private static final Architecture FORECASTER =
            Networks.build("mlp", Map.of("hidden", List.of()), List.of(3, 2), FORECAST.outputs());
    private static final int CONTEXT = 8;
    private static final Architecture LANGUAGE_MODEL =
            Networks.build("gpt", Map.of("layers", 1, "heads", 2, "width", 8), List.of(CONTEXT), 11);
    private static final Architecture REGRESSION = Networks.build("mlp", Map.of("hidden", List.of()), List.of(2), 1);

    private static SampleScores requireTheEnginesMetrics(LearnerSettings settings, Batch batch) {
        SampleScores scores = SampleScores.of(settings, batch.size());
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            learner.predict(List.of(batch).iterator(), (predicted, outputs) -> scores.add(outputs, predicted));
            int[] all = IntStream.range(0, batch.size()).toArray();
            Map<String, Double> measured = learner.evaluate(List.of(batch).iterator());

            assertThat(measured).hasSizeGreaterThan(1);
            measured.forEach((name, value) -> assertThat(scores.metric(name).over(all))
                    .as(name)
                    .isCloseTo(value, within(1e-5 * Math.max(1, value))));
        }
        return scores;
    }

    @Test
    void shouldMeasureAClassifierAsTheEngineDoes() {
        requireTheEnginesMetrics(
                Specs.measuring("accuracy", "f1", "top2")
                        .smoothing(0.1)
                        .weights(new ClassWeights.Given(List.of(2.0, 1.0, 0.5)))
                        .classifier(CLASSIFIER),
                Batches.classes(1, SAMPLES, 4, 3));
    }

    @Test
    void shouldMeasureARegressionAsTheEngineDoes() {
        float[] features = new float[2 * SAMPLES];
        float[] labels = new float[SAMPLES];
        IntStream.range(0, SAMPLES).forEach(i -> {
            features[2 * i] = i % 7;
            features[2 * i + 1] = i % 5;
            labels[i] = i % 7 - i % 3;
        });

        requireTheEnginesMetrics(
                Specs.measuring("mae", "rmse", "r2").regression(REGRESSION), Batches.values(features, labels));
    }

    @Test
    void shouldMeasureAForecastAsTheEngineDoes() {
        int outputs = FORECAST.outputs();
        float[] features = new float[6 * SAMPLES];
        float[] labels = new float[FORECAST.labels() * SAMPLES];
        IntStream.range(0, features.length).forEach(i -> features[i] = i % 7 - 3);
        IntStream.range(0, labels.length).forEach(i -> labels[i] = i % 11 - i % 3);
        IntStream.range(0, SAMPLES).forEach(i -> {
            labels[FORECAST.weight(i, 0)] = 1 + i % 4;
            labels[FORECAST.weight(i, 1)] = i % 2;
        });

        requireTheEnginesMetrics(
                Specs.measuring("mae", "rmse", "mase", "relativeMae").forecast(FORECASTER, FORECAST),
                Batches.forecasts(SAMPLES, features, labels));
    }

    /** By hand: outputs of 0 miss 1, 2, 3, 4 by 2 × (1, 3) and 10 × (2, 4), in the targets' units; naive errors are 8 and 60. */
    @Test
    void shouldTellTheErrorsOfEveryTargetInItsUnit() {
        Forecast two = new Forecast("1h", 1, 2, 1, List.of("a", "b"), SCALINGS, List.of(8.0, 60.0));
        Architecture any = Networks.build("mlp", Map.of("hidden", List.of()), List.of(1, 2), 4);
        SampleScores scores = SampleScores.of(Specs.measuring("mae").forecast(any, two), 1);

        scores.add(
                new float[4],
                Batches.forecasts(1, new float[2], new float[] {1, 2, 3, 4, 2, 4, 2, 4, 2f / 8, 10f / 60}));

        int[] all = {0};
        assertThat(scores.metric("mae").over(all)).isEqualTo((4.0 + 30) / 2);
        assertThat(scores.metric("loss").over(all)).isEqualTo((4 * 5.0 + 100 * 10.0) / 2);
        assertThat(scores.metric("mase").over(all)).isCloseTo((0.5 + 0.5) / 2, within(1e-7));
        assertThat(scores.metric("relativeMae").over(all)).isEqualTo((4.0 / 2 + 6.0 / 2) / 2);
    }

    @Test
    void shouldMeasureADrawInWhichASampleStandsTwice() {
        SampleScores scores = requireTheEnginesMetrics(
                Specs.measuring("accuracy").classifier(CLASSIFIER), Batches.classes(2, SAMPLES, 4, 3));
        double first = scores.metric("accuracy").over(new int[] {0});
        double second = scores.metric("accuracy").over(new int[] {1});

        assertThat(scores.metric("accuracy").over(new int[] {0, 1, 1})).isEqualTo((first + 2 * second) / 3);
    }

    /** A challenge takes small ones where the outputs of a large one would not be in memory. */
    @Test
    void shouldMeasureALanguageModelAsTheEngineDoesWhateverTheBatches() {
        LearnerSettings settings =
                Specs.measuring("perplexity", "bitsPerByte", "accuracy").languageModel(LANGUAGE_MODEL);
        SampleScores single = SampleScores.of(settings, 4);
        try (Learner learner = Learners.create(settings, TestEngine.load().device())) {
            learner.predict(
                    IntStream.range(0, 4)
                            .mapToObj(window -> Batches.tokens(1, CONTEXT, (none, place) -> token(window, place)))
                            .iterator(),
                    (batch, outputs) -> single.add(outputs, batch));
        }

        SampleScores together = requireTheEnginesMetrics(settings, Batches.tokens(4, CONTEXT, SampleScoresTest::token));

        for (int[] drawn : new int[][] {{0, 1, 2, 3}, {2}, {3, 3, 1}}) {
            assertThat(single.metric("loss").over(drawn))
                    .isCloseTo(together.metric("loss").over(drawn), within(1e-6));
        }
    }

    private static int token(int window, int place) {
        return (7 * window + place * place) % LANGUAGE_MODEL.outputs();
    }

    @Test
    void shouldRefuseWhatCannotBeTold() {
        SampleScores scores = SampleScores.of(Specs.measuring("accuracy").classifier(CLASSIFIER), 1);
        Batch one = Batches.classes(3, 1, 4, 3);

        assertThatThrownBy(() -> scores.metric("mae")).hasMessageContaining("accuracy, f1 and top5");
        assertThatThrownBy(() -> scores.add(new float[] {1, Float.NaN, 2}, one))
                .hasMessage("an output of the model is NaN, so it cannot be judged");
    }
}
