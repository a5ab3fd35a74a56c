package io.jenkins.trainmodel.trainer.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.generation.Generation;
import io.jenkins.trainmodel.trainer.generation.NextToken;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import io.jenkins.trainmodel.trainer.learner.saved.SavedLanguageModel;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyValueCacheTest {
    private static final int CONTEXT = 8;
    private static final ByteTokenizer BYTES = new ByteTokenizer();
    private static final int[] TEXT = {4, 70, 5, 200, 9, 256, 1, 33};

    private static Device device;

    @TempDir
    private Path folder;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    private static Architecture network(String position, String activation) {
        Map<String, Object> options = Map.of(
                "layers", 3, "heads", 2, "width", 16, "position", position, "activation", activation, "dropout", 0.2);
        return Networks.build("gpt", options, List.of(CONTEXT), BYTES.size());
    }

    /** A little of training takes the likeliest tokens far enough apart that rounding exchanges none. */
    private static Learner learner(Architecture network, Precision precision) {
        Learner learner = Learners.create(
                Specs.measuring("perplexity").precision(precision).languageModel(network), device);
        for (int step = 1; step <= 20; step++) {
            learner.train(
                    Batches.tokens(11, CONTEXT, (sample, place) -> (97 * sample + 31 * place) % 256),
                    step,
                    0.02,
                    true,
                    1);
        }
        return learner;
    }

    private SavedLanguageModel saved(Architecture network, Learner learner) throws IOException {
        Path file = folder.resolve("model.pt");
        try (OutputStream target = Files.newOutputStream(file)) {
            InferenceModel.write(network, learner.parameters(), target);
        }
        return new SavedLanguageModel(file, device);
    }

    /** What {@code forward} says behind every token of a text as long as the context. */
    private static float[][] whole(Learner learner) {
        float[][] found = new float[CONTEXT][];
        learner.predict(
                List.of(Batches.tokens(1, CONTEXT, (sample, place) -> TEXT[place % CONTEXT]))
                        .iterator(),
                (batch, outputs) -> {
                    for (int place = 0; place < CONTEXT; place++) {
                        found[place] = Arrays.copyOfRange(outputs, place * BYTES.size(), (place + 1) * BYTES.size());
                    }
                });
        return found;
    }

    @ParameterizedTest
    @CsvSource({"learned, gelu, FLOAT32", "rotary, swiglu, FLOAT32", "rotary, gelu, BFLOAT16"})
    void shouldSayTheSameTokenByTokenAsAllAtOnce(String position, String activation, Precision precision)
            throws Exception {
        Architecture network = network(position, activation);
        try (Learner learner = learner(network, precision);
                SavedLanguageModel saved = saved(network, learner)) {
            float[][] whole = whole(learner);
            float rounding = precision == Precision.BFLOAT16 ? 0.1f : 1e-4f;
            try (KeyValueCache cache = learner.writing()) {
                for (int place = 0; place < CONTEXT; place++) {
                    int[] tokens = Arrays.copyOf(TEXT, place + 1);
                    assertThat(cache.next(tokens)).containsExactly(whole[place], within(rounding));
                    assertThat(saved.next(tokens)).containsExactly(whole[place], within(rounding));
                }
            }
        }
    }

    /** Those behind others must not see what comes later either. */
    @ParameterizedTest
    @ValueSource(strings = {"learned", "rotary"})
    void shouldTakeSeveralTokensBehindOthers(String position) {
        try (Learner learner = learner(network(position, "gelu"), Precision.FLOAT32);
                KeyValueCache cache = learner.writing()) {
            float[][] whole = whole(learner);
            for (int length : new int[] {2, 5, 8}) {
                assertThat(cache.next(Arrays.copyOf(TEXT, length))).containsExactly(whole[length - 1], within(1e-4f));
            }
        }
    }

    @Test
    void shouldBeginAnewWhereATextIsAnother() {
        try (Learner learner = learner(network("learned", "gelu"), Precision.FLOAT32);
                KeyValueCache cache = learner.writing()) {
            int[] other = {TEXT[0], TEXT[1] + 1, TEXT[2]};
            float[] fresh = fresh(learner).after(other);
            cache.next(Arrays.copyOf(TEXT, 2));

            assertThat(cache.next(other)).containsExactly(fresh, within(1e-4f));
            assertThat(cache.next(other)).containsExactly(fresh, within(1e-4f));
            assertThat(cache.next(new int[] {TEXT[0]})).containsExactly(whole(learner)[0], within(1e-4f));
        }
    }

    /** Reads everything for every token. */
    private static NextToken fresh(Learner learner) {
        return tokens -> {
            try (KeyValueCache cache = learner.writing()) {
                return cache.next(tokens);
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"learned, 0", "learned, 0.8", "rotary, 0", "rotary, 0.8"})
    void shouldWriteTheSameTextAsWithoutWhatIsKept(String position, double temperature) throws Exception {
        Architecture network = network(position, "gelu");
        try (Learner learner = learner(network, Precision.FLOAT32);
                SavedLanguageModel saved = saved(network, learner);
                KeyValueCache cache = learner.writing()) {
            String text = text(fresh(learner), temperature);

            assertThat(text.length()).isGreaterThan(2 * CONTEXT);
            assertThat(text(cache::next, temperature)).isEqualTo(text);
            assertThat(text(saved::next, temperature)).isEqualTo(text);
        }
    }

    private static String text(NextToken model, double temperature) {
        StringBuilder text = new StringBuilder();
        new Generation(60, temperature, 40, 7).run(model, BYTES, CONTEXT, "abc", more -> {
            text.append(more);
            return true;
        });
        return text.toString();
    }

    /** Packages of older versions have no method that keeps anything, as blocks of another kind have none. */
    @Test
    void shouldReadEverythingWhereTheScriptKeepsNothing() throws Exception {
        Architecture blocks = network("learned", "gelu");
        LanguageModel model = (LanguageModel) blocks.network().layers().get(0).layer();
        LanguageModel inside = new LanguageModel(
                model.tokens(),
                model.positions(),
                0,
                Sequential.of(List.of(model.blocks())),
                model.epsilon(),
                model.head());
        Architecture network = new Architecture(
                "gpt", List.of(CONTEXT), BYTES.size(), new Sequential(List.of(new Sequential.Child("root", inside))));
        try (Learner learner = learner(network, Precision.FLOAT32);
                SavedLanguageModel saved = saved(network, learner)) {
            float[][] whole = whole(learner);
            for (int place = 0; place < CONTEXT; place++) {
                assertThat(saved.next(Arrays.copyOf(TEXT, place + 1))).containsExactly(whole[place], within(1e-4f));
            }
        }
    }
}
