package io.jenkins.trainmodel.trainer.learner;

import static io.jenkins.trainmodel.trainer.learner.Sequences.CLASSES;
import static io.jenkins.trainmodel.trainer.learner.Sequences.FEATURES;
import static io.jenkins.trainmodel.trainer.learner.Sequences.RATE;
import static io.jenkins.trainmodel.trainer.learner.Sequences.STEPS;
import static io.jenkins.trainmodel.trainer.learner.Sequences.batch;
import static io.jenkins.trainmodel.trainer.learner.Sequences.network;
import static io.jenkins.trainmodel.trainer.learner.Sequences.options;
import static io.jenkins.trainmodel.trainer.learner.Sequences.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.saved.SavedScript;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.script.InferenceModel;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks that read sequences compute. */
class SequenceNetworkTest {
    private static Device device;

    @BeforeAll
    static void loadEngine() {
        device = TestEngine.load().device();
    }

    @ParameterizedTest
    @MethodSource("io.jenkins.trainmodel.trainer.learner.Sequences#networks")
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
    @MethodSource("io.jenkins.trainmodel.trainer.learner.Sequences#networks")
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
}
