package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import com.sun.jna.NativeLibrary;
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
    private static final int LAYERS = 12;
    private static final int BATCH_SIZE = 8;
    private static final double MIB = 1 << 20;
    /** Writing 5 to it makes the most that was resident what is resident now (Linux, proc_pid_clear_refs(5)). */
    private static final Path FORGET_PEAK = Path.of("/proc/self/clear_refs");

    @TempDir
    private Path folder;

    private LoadedData data;

    /**
     * What two first steps hold at the most, and how long a third one takes.
     *
     * @param bytes besides what is resident before them
     */
    private record Measured(double bytes, double seconds) {}

    private record Round(Measured again, Measured kept) {}

    @Test
    void shouldTakeLessMemoryForMoreTime() throws Exception {
        Device device = TestEngine.load().device();
        data = new Datasets(TestEngine.libraries(), LoadProgress.NONE)
                .load(spec(LAYERS, true).data(), spec(LAYERS, true).seed(), Optional.empty());
        makeWhatIsMadeOnce(device);
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(new Round(measured(true, device), measured(false, device)));
        }
        double less =
                Median.of(rounds, round -> round.again().bytes() / round.kept().bytes());
        double longer = Median.of(
                rounds, round -> round.again().seconds() / round.kept().seconds());
        System.out.printf(
                Locale.ROOT,
                "%nA step of gpt 12×256: %.0f MiB with blocks computed again, %.0f with all kept, ratio %.2f;"
                        + " time %.2f times as long%n",
                Median.of(rounds, round -> round.again().bytes() / MIB),
                Median.of(rounds, round -> round.kept().bytes() / MIB),
                less,
                longer);
        assertThat(less).isLessThan(0.4);
        assertThat(longer).isLessThan(1.5);
    }

    private Measured measured(boolean again, Device device) throws Exception {
        try (Learner learner = Learners.create(spec(LAYERS, again), data, device)) {
            double bytes = peak(learner);
            return new Measured(bytes, time(learner).wall());
        }
    }

    /** By the engine in its first steps, whatever is trained: tens of megabytes that belong to neither side. */
    private void makeWhatIsMadeOnce(Device device) throws Exception {
        for (boolean again : List.of(true, false)) {
            try (Learner small = Learners.create(spec(1, again), data, device)) {
                step(small, 1);
                step(small, 1);
            }
        }
    }

    private TrainingSpec spec(int layers, boolean again) throws Exception {
        Files.writeString(folder.resolve("text.txt"), "a line of a text that nobody reads\n".repeat(2_000));
        return new SpecReader()
                .read(
                        "benchmark.yaml",
                        """
                data: {type: text, path: text.txt, context: 256}
                model: {type: gpt, layers: %d, heads: 4, width: 256}
                training: {batchSize: 8}
                stopWhen: [{maxSteps: 1}]
                device: {type: cpu}
                """.formatted(layers),
                        folder,
                        List.of(SpecOverride.set("training.activationCheckpointing=" + again)));
    }

    /** What was freed before goes back to the system first, or it would be used again without being counted. */
    private double peak(Learner learner) throws Exception {
        NativeLibrary.getProcess().getFunction("malloc_trim").invokeInt(new Object[] {0});
        Files.writeString(FORGET_PEAK, "5");
        double before = ProcessMemory.peak().orElseThrow();
        step(learner, BATCH_SIZE);
        step(learner, BATCH_SIZE);
        return ProcessMemory.peak().orElseThrow() - before;
    }

    private Time time(Learner learner) {
        Time begin = Time.now();
        step(learner, BATCH_SIZE);
        return Time.since(begin);
    }

    private void step(Learner learner, int samples) {
        try (BatchLoader batches = BatchLoader.inSequence(data.train(), samples);
                Batch batch = batches.next()) {
            learner.train(batch, 1, 0.001, true, 1);
        }
        learner.read();
    }
}
