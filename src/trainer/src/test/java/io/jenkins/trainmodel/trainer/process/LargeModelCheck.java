package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of 3 GiB, most of it in one tensor, trains in a Java heap of 256 MiB, saves checkpoints while it goes on, is
 * killed, goes on, and becomes a package. It needs 16 GiB of memory and 20 GiB on the disk: run by
 * {@code mvn -Plarge verify}.
 */
class LargeModelCheck {
    private static final int STEPS = 8;
    private static final int WIDTH = 28_400;
    private static final long GIBIBYTE = 1 << 30;
    private static final int LONGEST_MINUTES = 30;

    @TempDir
    private Path folder;

    @Test
    void shouldTrainSaveBeKilledGoOnAndBePackaged() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path spec = specification();
        TrainerProcess process = TrainerProcess.start("run", spec, "--out", run.root());
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        long saved = run.events(CheckpointSaved.class).get(0).step();
        awaitUnfinished(run, process);
        process.kill();

        TrainerProcess.start("run", spec, "--out", run.root(), "--resume")
                .await(LONGEST_MINUTES)
                .exitsWith(0);

        assertThat(run.events(Resumed.class)).singleElement().satisfies(resumed -> {
            assertThat(resumed.step()).isGreaterThanOrEqualTo(saved);
            assertThat(resumed.supersedes()).isFalse();
        });
        run.requireWholeLog();
        assertThat(run.finished().step()).isEqualTo(STEPS);
        assertThat(run.events(Step.class)).extracting(Step::step).doesNotHaveDuplicates();
        assertThat(Files.size(run.names().model().resolve("parameters.safetensors")))
                .isGreaterThan(3 * GIBIBYTE);
        assertThat(Files.size(run.names().model().resolve("model.pt"))).isGreaterThan(3 * GIBIBYTE);
        assertThat(Manifest.verify(run.newestCheckpoint())).isEmpty();
        TrainerProcess.start("verify", run.names().model())
                .await(LONGEST_MINUTES)
                .exitsWith(0);
    }

    /** Two samples a class are enough for a model that is only to be large. */
    private Path specification() throws IOException {
        Random random = new Random(1);
        List<String> rows = IntStream.range(0, 48)
                .mapToObj(row -> "%s,%s,%s".formatted(random.nextGaussian(), random.nextGaussian(), row % 2))
                .toList();
        Files.write(
                folder.resolve("rows.csv"),
                Stream.concat(Stream.of("a,b,label"), rows.stream()).toList());
        return Specifications.write(folder, """
                name: large
                data: {type: csv, path: rows.csv, label: label, validation: 0.25}
                model: {type: mlp, hidden: [%1$d, %1$d]}
                training: {batchSize: 6, optimizer: {type: sgd, learningRate: 0.001}}
                stopWhen: [{maxSteps: %2$d}]
                checkpoint: {everySteps: 2, keep: 1, keepBest: 0}
                reporting: {everySteps: 1}
                """.formatted(WIDTH, STEPS));
    }

    /** Waits until a checkpoint has been written in part. */
    private static void awaitUnfinished(RunFolder run, TrainerProcess process) throws Exception {
        while (unfinishedBytes(run) < GIBIBYTE / 4) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(5);
        }
    }

    /** What has no name yet begins with a dot. */
    private static long unfinishedBytes(RunFolder run) throws IOException {
        try (Stream<Path> children = Files.list(run.names().checkpoints())) {
            return children.filter(child -> child.getFileName().toString().startsWith(".00"))
                    .map(child ->
                            child.resolve("parameters.safetensors").toFile().length())
                    .reduce(0L, Long::sum);
        }
    }
}
