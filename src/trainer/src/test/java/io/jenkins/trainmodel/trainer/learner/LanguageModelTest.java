package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import io.jenkins.trainmodel.trainer.learner.saved.SavedLanguageModel;
import io.jenkins.trainmodel.trainer.learner.saved.SavedScript;
import io.jenkins.trainmodel.trainer.learner.score.SampleScores;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelTest {
    private static final int CONTEXT = 8;
    private static final int VOCABULARY = 11;
    private static final double RATE = 0.01;
    private static final String[] METRICS = {"perplexity", "bitsPerByte", "accuracy"};

    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Architecture network(String position, double dropout) {
        return Networks.build(
                "gpt",
                Map.of("layers", 2, "heads", 2, "width", 16, "position", position, "dropout", dropout),
                List.of(CONTEXT),
                VOCABULARY);
    }

    private static Learner learner(Architecture network) {
        return Learners.create(Specs.measuring(METRICS).languageModel(network), device);
    }

    /** Texts that count upwards from anywhere, so that every next token can be known. */
    private static Batch counting(int samples) {
        return Batches.tokens(samples, CONTEXT, (sample, place) -> (3 * sample + place) % VOCABULARY);
    }

    private static void train(Learner learner, int from, int to) {
        for (int step = from; step <= to; step++) {
            learner.train(Batches.tokens(step, 4, CONTEXT, VOCABULARY), step, RATE, true, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "rotary"})
    void shouldLearnToCount(String position) {
        try (Learner learner = learner(network(position, 0))) {
            Batch batch = counting(11);
            learner.beginEpoch();
            // A network that knows nothing yet takes every token for about equally likely.
            assertThat(learner.evaluate(List.of(batch).iterator()).get("loss"))
                    .isCloseTo(Math.log(VOCABULARY), within(0.15));
            for (int step = 1; step <= 150; step++) {
                learner.train(batch, step, RATE, true, 1);
            }

            Map<String, Double> after = learner.evaluate(List.of(batch).iterator());
            assertThat(after.get("accuracy")).isEqualTo(1);
            assertThat(after.get("perplexity"))
                    .isCloseTo(Math.exp(after.get("loss")), within(1e-9))
                    .isLessThan(1.1);
            assertThat(likeliest(next(learner, 4, 5, 6))).isEqualTo(7);
            assertThat(likeliest(next(learner, 9))).isEqualTo(10);
            assertThat(learner.read().epochMetrics()).containsKeys("loss", "perplexity", "gradientNorm");
        }
    }

    private static float[] next(Learner learner, int... tokens) {
        try (KeyValueCache model = learner.writing()) {
            return model.next(tokens);
        }
    }

    private static int likeliest(float[] logits) {
        return IntStream.range(0, logits.length)
                .reduce((one, other) -> logits[other] > logits[one] ? other : one)
                .orElseThrow();
    }

    /** Every token counts a byte in these tests but the last, which stands for two. */
    @Test
    void shouldCountBitsByTheBytesOfTheText() {
        try (Learner learner = learner(network("learned", 0))) {
            Batch single = Batches.tokens(1, CONTEXT, (sample, place) -> 1);
            Batch twice = Batches.tokens(1, CONTEXT, (sample, place) -> VOCABULARY - 1);

            Map<String, Double> one = learner.evaluate(List.of(single).iterator());
            Map<String, Double> two = learner.evaluate(List.of(twice).iterator());
            assertThat(one.get("bitsPerByte")).isCloseTo(one.get("loss") / Math.log(2), within(1e-9));
            assertThat(two.get("bitsPerByte")).isCloseTo(two.get("loss") / Math.log(2) / 2, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"learned", "rotary"})
    void shouldNotSeeWhatComesLater(String position) {
        try (Learner learner = learner(network(position, 0))) {
            float[] one = outputs(learner, Batches.tokens(1, CONTEXT, (sample, place) -> place % 5));
            float[] other = outputs(learner, Batches.tokens(1, CONTEXT, (sample, place) -> place < 5 ? place : 9));

            int seen = 5 * VOCABULARY;
            assertThat(Arrays.copyOf(other, seen)).containsExactly(Arrays.copyOf(one, seen), within(1e-6f));
            assertThat(Arrays.copyOfRange(other, seen, other.length))
                    .isNotEqualTo(Arrays.copyOfRange(one, seen, one.length));
        }
    }

    private static float[] outputs(Learner learner, Batch batch) {
        float[][] found = new float[1][];
        learner.predict(List.of(batch).iterator(), (given, outputs) -> found[0] = outputs);
        return found[0];
    }

    @Test
    void shouldContinueBitIdenticalWithDropout() {
        try (Learner straight = learner(network("learned", 0.2));
                Learner resumed = learner(network("learned", 0.2))) {
            ExactResume.require(straight, resumed, LanguageModelTest::train);
        }
    }

    /** With gradients of 0 AdamW only decays: what is a matrix shrinks, what is a vector stays. */
    @Test
    void shouldLetMatricesDecayAlone() {
        OptimizerSpec decaying = new OptimizerSpec.AdamW(0.1, 0.5, 0.9, 0.99, 1e-8);
        LearnerSettings settings =
                Specs.measuring(METRICS).optimizer(decaying).clip(1e-30).languageModel(network("learned", 0));
        try (Learner learner = Learners.create(settings, device)) {
            List<NamedTensor> before = Tensors.copies(learner.parameters());
            learner.train(counting(4), 1, 0.1, true, 1);
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
    @EnumSource(Precision.class)
    void shouldGiveTheSameMetricsWhereDjlLoadsIt(Precision precision, @TempDir Path folder) throws Exception {
        Architecture network = network("rotary", 0.1);
        LearnerSettings settings = Specs.measuring(METRICS).precision(precision).languageModel(network);
        try (Learner learner = Learners.create(settings, device)) {
            train(learner, 1, 3);
            Path file = folder.resolve("model.pt");
            try (OutputStream target = Files.newOutputStream(file)) {
                InferenceModel.write(network, learner.parameters(), target);
            }
            Batch batch = Batches.tokens(1, 4, CONTEXT, VOCABULARY);

            Map<String, Double> own = learner.evaluate(List.of(batch).iterator());
            Map<String, Double> loaded = new SavedScript(file, settings, List.of(CONTEXT), device)
                    .evaluate(List.of(batch).iterator());
            double rounding = precision == Precision.BFLOAT16 ? 1e-2 : 1e-6;
            assertThat(loaded.get("loss")).isCloseTo(own.get("loss"), within(rounding));
            assertThat(loaded.get("bitsPerByte")).isCloseTo(own.get("bitsPerByte"), within(rounding));
            assertThat(loaded).containsOnlyKeys("loss", "perplexity", "bitsPerByte", "accuracy");
            try (SavedLanguageModel saved = new SavedLanguageModel(file, device)) {
                int[] tokens = {1, 2, 3};
                float within = precision == Precision.BFLOAT16 ? 0.05f : 1e-5f;
                assertThat(saved.next(tokens)).containsExactly(next(learner, tokens), within(within));
            }
        }
    }

    @Test
    void shouldScoreEveryWindow() {
        LearnerSettings settings = Specs.measuring(METRICS).languageModel(network("learned", 0));
        try (Learner learner = Learners.create(settings, device)) {
            Batch batch = counting(4);
            SampleScores scores = SampleScores.of(settings, 4);
            learner.predict(List.of(batch).iterator(), (given, outputs) -> scores.add(outputs, given));

            Map<String, Double> all = learner.evaluate(List.of(batch).iterator());
            int[] every = {0, 1, 2, 3};
            for (String metric : List.of("loss", "perplexity", "bitsPerByte", "accuracy")) {
                assertThat(scores.metric(metric).over(every)).as(metric).isCloseTo(all.get(metric), within(1e-5));
            }
            assertThatThrownBy(() -> scores.metric("f1")).hasMessageContaining("bitsPerByte");
        }
    }

    @Test
    void shouldRefuseTokensThatItDoesNotKnow() {
        try (Learner learner = learner(network("learned", 0))) {
            Batch unknown = Batches.tokens(1, CONTEXT, (sample, place) -> place == 3 ? VOCABULARY : 0);

            assertThatThrownBy(() -> learner.train(unknown, 1, RATE, true, 1))
                    .hasMessageContaining("is not in 0 to 10, the tokens of the network");
        }
    }
}
