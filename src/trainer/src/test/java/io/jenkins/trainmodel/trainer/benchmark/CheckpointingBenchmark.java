package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.file.LoadProgress;
import io.jenkins.trainmodel.trainer.data.source.Datasets;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.memory.ProcessMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Steps with blocks computed again against steps that keep everything: memory and time. See docs/benchmarks.md. */
@EnabledOnOs(OS.LINUX)
class CheckpointingBenchmark {
    private static final int ROUNDS = 5;
    private static final double MIB = 1 << 20;
    /** Writing 5 to it makes the most that was resident what is resident now (Linux, proc_pid_clear_refs(5)). */
    private static final Path FORGET_PEAK = Path.of("/proc/self/clear_refs");

    @TempDir
    private Path folder;

    private LoadedData data;

    /** How long a step took each way. */
    private record Round(Time again, Time kept) {}

    @Test
    void shouldTakeLessMemoryForMoreTime() throws Exception {
        Device device = TestEngine.load().device();
        data = new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(spec(true).data(), spec(true).seed(), Optional.empty());
        try (Learner again = Learners.create(spec(true), data, device);
                Learner kept = Learners.create(spec(false), data, device)) {
            double less = peak(again);
            double all = peak(kept);
            List<Round> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(new Round(time(again), time(kept)));
            }
            double longer = Median.of(
                    rounds, round -> round.again().wall() / round.kept().wall());
            System.out.printf(
                    Locale.ROOT,
                    "%nA step of gpt 12×256: %.0f MiB with blocks computed again, %.0f with all kept, ratio %.2f;"
                            + " time %.2f times as long%n",
                    less / MIB,
                    all / MIB,
                    less / all,
                    longer);
            assertThat(less / all).isLessThan(0.6);
            assertThat(longer).isLessThan(1.5);
        }
    }

    private TrainingSpec spec(boolean again) throws Exception {
        Files.writeString(folder.resolve("text.txt"), "a line of a text that nobody reads\n".repeat(2_000));
        return new SpecReader()
                .read(
                        "benchmark.yaml",
                        """
                data: {type: text, path: text.txt, context: 256}
                model: {type: gpt, layers: 12, heads: 4, width: 256}
                training: {batchSize: 8}
                stopWhen: [{maxSteps: 1}]
                device: {type: cpu}
                """,
                        folder,
                        List.of(SpecOverride.set("training.activationCheckpointing=" + again)));
    }

    /** Bytes that a learner's first steps hold at the most besides what is resident before them. */
    private double peak(Learner learner) throws Exception {
        Files.writeString(FORGET_PEAK, "5");
        double before = ProcessMemory.peak().orElseThrow();
        step(learner);
        step(learner);
        return ProcessMemory.peak().orElseThrow() - before;
    }

    private Time time(Learner learner) {
        Time begin = Time.now();
        step(learner);
        return Time.since(begin);
    }

    private void step(Learner learner) {
        try (BatchLoader batches = BatchLoader.inSequence(data.train(), 8);
                Batch batch = batches.next()) {
            learner.train(batch, 1, 0.001, true, 1);
        }
        learner.read();
    }
}
