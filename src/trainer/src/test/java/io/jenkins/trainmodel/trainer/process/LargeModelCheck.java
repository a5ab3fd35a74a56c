package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of 3 GiB, most of it in one tensor, trains in a Java heap of 256 MiB, saves checkpoints while it goes on, is killed
 * while one is written and again behind one, goes on, and becomes the package that it becomes without a kill. It needs 16 GiB
 * of memory and 24 GiB on the disk: run by {@code mvn -Plarge verify}.
 */
class LargeModelCheck {
    private static final int STEPS = 4;
    private static final int WIDTH = 28_400;
    private static final long GIBIBYTE = 1 << 30;
    private static final int LONGEST_MINUTES = 30;
    private static final String PARAMETERS = "parameters.safetensors";

    @TempDir
    private Path folder;

    @Test
    void shouldBecomeTheSamePackageHoweverItIsKilled() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path spec = specification();
        start("run", spec, "--out", run.root()).await(LONGEST_MINUTES).exitsWith(0);
        List<String> uninterrupted = hashes(run);
        // there is not room for both
        DurableFiles.deleteDirectory(run.root());

        killWhileOneIsWritten(run, spec);
        killBehindTheNext(run, spec);
        start("run", spec, "--out", run.root(), "--resume")
                .await(LONGEST_MINUTES)
                .exitsWith(0);

        assertThat(hashes(run)).isEqualTo(uninterrupted);
        assertThat(run.events(Resumed.class)).noneMatch(Resumed::supersedes);
        assertThat(run.events(Resumed.class)).extracting(Resumed::step).isEqualTo(List.of(1L, 2L));
        assertThat(run.finished().step()).isEqualTo(STEPS);
        assertThat(run.events(Step.class))
                .extracting(Step::step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, STEPS).boxed().toList());
        assertThat(run.events(Warning.class)).isEmpty();
        run.requireWholeLog();
        assertThat(Files.size(run.names().model().resolve(PARAMETERS))).isGreaterThan(3 * GIBIBYTE);
        assertThat(Files.size(run.names().model().resolve("model.pt"))).isGreaterThan(3 * GIBIBYTE);
        assertThat(Files.size(run.names().model().resolve("model.onnx"))).isLessThan(1 << 20);
        assertThat(Files.size(run.names().model().resolve("model.onnx.data"))).isGreaterThan(3 * GIBIBYTE);
    }

    private static TrainerProcess start(Object... arguments) throws IOException {
        return TrainerProcess.start(TrainerProcess::withBothCompilers, arguments);
    }

    /** Of the parameters of package and newest checkpoint, when a process that hashes fast has compared both with their files. */
    private static List<String> hashes(RunFolder run) throws Exception {
        verify(run.names().model()).exitsWith(0);
        // it was saved within an epoch, where there is no metric to compare
        verify(run.newestCheckpoint()).exitsWith(Outcome.UNSTABLE.exitCode());
        return List.of(
                entry(run.names().model()).sha256(),
                entry(run.newestCheckpoint()).crc32c());
    }

    private static TrainerProcess.Result verify(Path directory) throws Exception {
        return start("verify", directory).await(LONGEST_MINUTES);
    }

    private static Manifest.Entry entry(Path directory) throws IOException {
        return Manifest.read(directory).files().stream()
                .filter(file -> file.path().equals(PARAMETERS))
                .findFirst()
                .orElseThrow();
    }

    private static void killWhileOneIsWritten(RunFolder run, Path spec) throws Exception {
        TrainerProcess process = start("run", spec, "--out", run.root());
        assertThat(run.await(process, CheckpointSaved.class, saved -> true, LONGEST_MINUTES))
                .isTrue();
        awaitUnfinished(run, process);
        process.kill();
    }

    private static void killBehindTheNext(RunFolder run, Path spec) throws Exception {
        TrainerProcess process = start("run", spec, "--out", run.root(), "--resume");
        assertThat(run.await(process, CheckpointSaved.class, saved -> saved.step() == 2, LONGEST_MINUTES))
                .isTrue();
        process.kill();
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
                training: {batchSize: 2, optimizer: {type: sgd, learningRate: 0.001}}
                stopWhen: [{maxSteps: %2$d}]
                checkpoint: {everySteps: 1, keep: 1, keepBest: 0}
                reporting: {everySteps: 1}
                device: {type: cpu, threads: 2}
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
                    .map(child -> child.resolve(PARAMETERS).toFile().length())
                    .reduce(0L, Long::sum);
        }
    }
}
