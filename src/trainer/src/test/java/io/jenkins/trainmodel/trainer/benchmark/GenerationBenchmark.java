package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.token.ByteTokenizer;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.generation.Generation;
import io.jenkins.trainmodel.trainer.generation.NextToken;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.Trained;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text written with keys and values kept against text of which every token takes a pass over all before it, by the network
 * of docs/text.md; the two take turns. See docs/benchmarks.md.
 */
class GenerationBenchmark {
    private static final int CONTEXT = 256;
    private static final int ROUNDS = 5;
    private static final ByteTokenizer BYTES = new ByteTokenizer();

    @TempDir
    private Path folder;

    /** How long both took to write as many tokens as fill the context. */
    private record Round(Time kept, Time anew) {}

    @Test
    void shouldWriteFasterThanByWholePasses() throws Exception {
        Device device = TestEngine.load().device();
        try (Learner learner = Learners.create(settings(), device)) {
            List<Round> rounds = new ArrayList<>();
            round(learner);
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(round(learner));
            }
            double ratio = Median.of(
                    rounds, round -> round.anew().wall() / round.kept().wall());
            System.out.printf(
                    Locale.ROOT,
                    "%nText of %d tokens by gpt 6×384: %.0f tokens/s with keys and values kept, %.0f by whole passes,"
                            + " ratio %.1f%n",
                    CONTEXT,
                    CONTEXT / Median.of(rounds, round -> round.kept().wall()),
                    CONTEXT / Median.of(rounds, round -> round.anew().wall()),
                    ratio);
            assertThat(ratio).isGreaterThan(4);
        }
    }

    private LearnerSettings settings() throws Exception {
        Architecture network =
                Networks.build("gpt", Map.of("layers", 6, "heads", 6, "width", 384), List.of(CONTEXT), BYTES.size());
        Files.writeString(folder.resolve("text.txt"), "read by nobody");
        LearningSpec learning =
                new SpecReader().read("benchmark.yaml", """
                        data: {type: text, path: text.txt, context: 256}
                        model: {type: gpt}
                        stopWhen: [{maxSteps: 1}]
                        """, folder, List.of()).training();
        return new LearnerSettings(
                network,
                Task.LANGUAGE_MODEL,
                learning,
                List.of(),
                1,
                1,
                Trained.WHOLE,
                Optional.empty(),
                Collections.nCopies(BYTES.size(), 1),
                Optional.empty(),
                Optional.empty());
    }

    private static Round round(Learner learner) {
        try (KeyValueCache cache = learner.writing()) {
            return new Round(time(cache::next), time(tokens -> anew(learner, tokens)));
        }
    }

    private static float[] anew(Learner learner, int[] tokens) {
        try (KeyValueCache nothing = learner.writing()) {
            return nothing.next(tokens);
        }
    }

    private static Time time(NextToken model) {
        Time begin = Time.now();
        new Generation(CONTEXT, 0.8, 40, 1).run(model, BYTES, CONTEXT, "", more -> true);
        return Time.since(begin);
    }
}
