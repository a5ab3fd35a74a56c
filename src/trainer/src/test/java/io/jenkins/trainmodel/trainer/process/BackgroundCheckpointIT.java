package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.disk.MountedDisk;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.run.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of 1.5 MB that are written while training goes on: their run is killed, stopped, and finds the disk full. */
class BackgroundCheckpointIT {
    private static final int STEPS = 24;
    private static final int ENDLESS = 100_000;
    private static final int KILLS = 3;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder uninterrupted;

    @BeforeAll
    static void trainWithoutInterruption() throws Exception {
        uninterrupted = new RunFolder(shared.resolve("uninterrupted"));
        CommandHere.run("run", specification(shared), "--out", uninterrupted.root())
                .exitsWith(0);
    }

    private static Path specification(Path folder) throws IOException {
        return specification(folder, STEPS);
    }

    private static Path specification(Path folder, int steps) throws IOException {
        return Specifications.write(folder, """
                name: background
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [320, 320], dropout: 0.2}
                training: {batchSize: 32, optimizer: {type: adamw, learningRate: 0.002}}
                stopWhen: [{maxSteps: %d}]
                checkpoint: {everySteps: 1, keep: 2}
                reporting: {everySteps: 1}
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv"), steps));
    }

    @Test
    void shouldSaveEveryCheckpointThatIsDueInTheOrderOfSteps() throws Exception {
        assertThat(uninterrupted.events(CheckpointSaved.class))
                .extracting(CheckpointSaved::step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, STEPS).boxed().toList());
        assertThat(uninterrupted.events(CheckpointSaved.class).get(0).bytes()).isGreaterThan(1_500_000);
        uninterrupted.requireWholeLog();
    }

    @Test
    void shouldTrainWhileItSaves() throws Exception {
        long trained = 0;
        long meanwhile = 0;
        for (EventRecord entry : uninterrupted.records()) {
            if (entry.event() instanceof Step step) {
                trained = step.step();
            } else if (entry.event() instanceof CheckpointSaved saved && saved.step() < trained) {
                meanwhile++;
            }
        }

        assertThat(meanwhile).as("checkpoints that a step was trained beside").isPositive();
    }

    @Test
    void shouldEndWithTheSameBitsHoweverOftenItIsKilledWhileItSaves() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RunFolder run = new RunFolder(folder.resolve("run"));
        Object[] command = {"run", specification(folder), "--out", run.root(), "--resume"};

        int kills = 0;
        TrainerProcess process = TrainerProcess.start(command);
        while (kills < KILLS && awaitStep(run, process, 5L * (kills + 1))) {
            Thread.sleep(random.nextInt(60));
            process.kill();
            kills++;
            process = TrainerProcess.start(command);
        }
        process.await().exitsWith(0);

        String how = kills + " kills with seed " + seed;
        assertThat(kills).as(how).isPositive();
        assertThat(run.events(Resumed.class)).as(how).noneMatch(Resumed::supersedes);
        run.requireTheSameAs(uninterrupted, how);
        run.requireWholeLog();
    }

    private static boolean awaitStep(RunFolder run, TrainerProcess process, long step) throws Exception {
        return run.await(process, Step.class, reading -> reading.step() >= step) && process.isAlive();
    }

    @Test
    void shouldLoseNothingToAStopWhileItSaves() throws Exception {
        Signals.assumeHeard("TERM");
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = TrainerProcess.start("run", specification(folder), "--out", run.root());
        assertThat(awaitStep(run, process, 5)).isTrue();
        process.signal("TERM");
        process.await();

        long step = run.finished().step();
        assertThat(run.events(CheckpointSaved.class))
                .last()
                .extracting(CheckpointSaved::step)
                .isEqualTo(step);
        assertThat(Manifest.verify(run.newestCheckpoint())).isEmpty();
        CommandHere.run("run", specification(folder), "--out", run.root(), "--resume")
                .exitsWith(0);
        assertThat(run.events(Resumed.class)).extracting(Resumed::step).containsExactly(step);
        run.requireTheSameAs(uninterrupted, "stopped after step " + step);
    }

    @Test
    void shouldSaveWhatAPersonAsksForBehindTheOneThatIsBeingWritten() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = run.begin(specification(folder, ENDLESS));

        TrainerProcess.Result asked = CommandHere.run("control", "checkpoint", run.root());
        CommandHere.run("control", "stop", run.root()).exitsWith(0);
        process.await().exitsWith(12);

        List<CheckpointSaved> saved = run.events(CheckpointSaved.class);
        List<CheckpointSaved> byCommand =
                saved.stream().filter(one -> one.reason().equals("command")).toList();
        assertThat(byCommand).hasSize(1);
        assertThat(asked.exitsWith(0).out())
                .contains("Accepted: saved as checkpoint " + byCommand.get(0).name());
        assertThat(saved).extracting(CheckpointSaved::step).isSorted();
        assertThat(saved).extracting(CheckpointSaved::name).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldEndWithAClearErrorWhereTheDiskIsFull() throws Exception {
        try (MountedDisk disk = MountedDisk.mountOrSkip(folder.resolve("disk"), "size=4m")) {
            RunFolder run = new RunFolder(disk.directory().resolve("run"));
            TrainerProcess.Result full = CommandHere.run("run", specification(folder), "--out", run.root())
                    .exitsWith(1);

            assertThat(full.err())
                    .contains("could not be written: No space left on device")
                    .contains("Older checkpoints are untouched")
                    .doesNotContain("\tat ");
            assertThat(Manifest.verify(run.newestCheckpoint())).isEmpty();
            disk.remount("size=16m");
            CommandHere.run("run", specification(folder), "--out", run.root(), "--resume")
                    .exitsWith(0);
            run.requireTheSameAs(uninterrupted, "the disk was full");
        }
    }
}
