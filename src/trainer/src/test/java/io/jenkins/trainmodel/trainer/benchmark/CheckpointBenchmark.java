package io.jenkins.trainmodel.trainer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast checkpoints of 800 MB are written while training goes on, compared with as many bytes written to the same disk
 * one after another; the two take turns. And how long training waits. See docs/benchmarks.md.
 */
class CheckpointBenchmark {
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 9;
    private static final int STEPS_BETWEEN = 12;

    @TempDir
    private Path folder;

    /**
     * A checkpoint.
     *
     * @param bytes of it
     * @param seconds until it was on the disk
     * @param waited seconds while which training stood still for it
     * @param plain seconds to write as many bytes one after another
     */
    private record Round(long bytes, double seconds, double waited, double plain) {}

    @Test
    void shouldWriteAsFastAsTheDiskDoes() throws Exception {
        List<Round> rounds = run();
        double ratio = Median.of(rounds, round -> round.plain() / round.seconds());
        System.out.printf(
                Locale.ROOT,
                "%nCheckpoints of %.0f MB while training goes on: %.0f MB/s, the disk in sequence %.0f MB/s, ratio %.2f;"
                        + " training waits %.2f s of %.2f s (%.0f %%)%n",
                Median.of(rounds, round -> round.bytes() / 1e6),
                Median.of(rounds, round -> round.bytes() / 1e6 / round.seconds()),
                Median.of(rounds, round -> round.bytes() / 1e6 / round.plain()),
                ratio,
                Median.of(rounds, Round::waited),
                Median.of(rounds, round -> round.waited() + round.seconds()),
                Median.of(rounds, round -> 100 * round.waited() / (round.waited() + round.seconds())));
        assertThat(ratio).isGreaterThan(0.8);
    }

    private List<Round> run() throws Exception {
        SyntheticImages.of(STEPS_BETWEEN * Contest.BATCH_SIZE, 0).write(folder, "train");
        SyntheticImages.of(Contest.BATCH_SIZE, 1).write(folder, "validation");
        TakingTurns listener = new TakingTurns(new SequentialFile(folder.resolve("plain")));
        RunRequest request = new RunRequest(
                new SpecReader().read("benchmark.yaml", specification(), folder, List.of()),
                folder.resolve("run"),
                false,
                "",
                "benchmark",
                Instant.now());
        new TrainingRun(request, new Interruption(), List.of(listener)).run();
        return listener.rounds.subList(WARM_UP, WARM_UP + ROUNDS);
    }

    /** 67 million parameters with Adam: three times 268 MB. */
    private static String specification() {
        return """
                name: benchmark
                seed: 1
                data:
                  type: idx
                  images: train-images
                  labels: train-labels
                  validationImages: validation-images
                  validationLabels: validation-labels
                model: {type: mlp, hidden: [7800, 7800]}
                training: {batchSize: %d, optimizer: {type: adam, learningRate: 1.0e-5}}
                stopWhen: [{maxEpochs: %d}]
                checkpoint: {everyEpochs: 1, keep: 1, keepBest: 0}
                """.formatted(Contest.BATCH_SIZE, WARM_UP + ROUNDS + 2);
    }

    /** The wait for a checkpoint is told with the epoch behind it, while which it is written. */
    private static final class TakingTurns implements RunListener {
        private final SequentialFile plain;
        private final List<Round> rounds = new ArrayList<>();
        private Round last = new Round(0, 1, 0, 1);

        TakingTurns(SequentialFile plain) {
            this.plain = plain;
        }

        @Override
        public void event(EventRecord entry) {
            if (entry.event() instanceof TrainingEvent.CheckpointSaved saved) {
                last = new Round(saved.bytes(), saved.seconds(), 0, seconds(saved.bytes()));
            } else if (entry.event() instanceof TrainingEvent.Epoch epoch && last.bytes() > 0) {
                double waited = epoch.phases().getOrDefault("checkpoint", 0.0);
                rounds.add(new Round(last.bytes(), last.seconds(), waited, last.plain()));
            }
        }

        private double seconds(long bytes) {
            try {
                return plain.secondsToWrite(bytes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
