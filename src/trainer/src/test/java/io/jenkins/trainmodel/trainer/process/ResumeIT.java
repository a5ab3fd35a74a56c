package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are killed at any moment and end as if nobody had. */
class ResumeIT {
    private static final int EPOCHS = 8;
    private static final int KILLS = 3;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder uninterrupted;

    @BeforeAll
    static void trainWithoutInterruption() throws Exception {
        uninterrupted = new RunFolder(shared.resolve("uninterrupted"));
        CommandHere.run("run", Specifications.resumable(shared, EPOCHS), "--out", uninterrupted.root())
                .exitsWith(0);
    }

    @Test
    void shouldEndWithTheSameBitsHoweverOftenItIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Object[] command = withCheckpointsByTimeOnly();
        RunFolder run = new RunFolder(folder.resolve("run"));

        int kills = 0;
        TrainerProcess process = TrainerProcess.start(command);
        while (kills < KILLS && awaitCheckpoints(run, process, 1 + random.nextInt(2))) {
            Thread.sleep(random.nextInt(150));
            process.kill();
            kills++;
            process = TrainerProcess.start(command);
        }
        process.await().exitsWith(0);

        String how = kills + " kills with seed " + seed;
        long stepsPerEpoch = stepsPerEpoch(run);
        assertThat(run.events(Resumed.class).stream().map(Resumed::step))
                .as("a checkpoint within an epoch is gone on from, " + how)
                .anyMatch(step -> step % stepsPerEpoch != 0);
        assertThat(run.events(Resumed.class)).as(how).noneMatch(Resumed::supersedes);
        run.requireTheSameAs(uninterrupted, how);
        requireNeitherGapNorDuplicate(run, how);
    }

    private Object[] withCheckpointsByTimeOnly() throws IOException {
        Path spec = Specifications.resumable(folder, EPOCHS);
        Files.writeString(spec, Files.readString(spec).replace("everyEpochs: 4,", "everyEpochs: 1000, keepBest: 0,"));
        return new Object[] {"run", spec, "--out", folder.resolve("run"), "--resume"};
    }

    @Test
    void shouldGoOnFromTheStartWhenKilledBeforeTheFirstCheckpoint() throws Exception {
        Path spec = Specifications.resumable(folder, EPOCHS);
        RunFolder run = new RunFolder(folder.resolve("run"));
        String noCheckpointYet = "checkpoint.everyMinutes=60";
        run.begin(spec, "--set", noCheckpointYet).kill();

        CommandHere.run("run", spec, "--out", run.root(), "--resume", "--set", noCheckpointYet)
                .exitsWith(0);

        assertThat(run.events(Resumed.class)).extracting(Resumed::step).containsExactly(0L);
        run.requireTheSameAs(uninterrupted, "killed in the first epoch");
    }

    /** Three: more than one, and hardly any machine's own number. */
    @Test
    void shouldGoOnWithAsManyThreadsAsItBeganWith() throws Exception {
        Path spec = Specifications.resumable(folder, EPOCHS);
        Files.writeString(spec, Files.readString(spec).replace("{type: cpu, threads: 1}", "cpu"));
        RunFolder run = new RunFolder(folder.resolve("run"));
        run.begin(spec, "--set", "device.threads=3").kill();

        TrainerProcess.run("run", spec, "--out", run.root(), "--resume", "--set", "stopWhen.0.maxEpochs=1")
                .exitsWith(0);

        assertThat(run.events(Started.class))
                .extracting(started -> started.environment().get("threads"))
                .containsExactly("3");
        assertThat(run.events(Resumed.class))
                .extracting(resumed -> resumed.environment().get("threads"))
                .containsExactly("3");
    }

    @Test
    void shouldUseTheCheckpointBeforeADamagedOne() throws Exception {
        Path spec = Specifications.resumable(folder, EPOCHS);
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = TrainerProcess.start("run", spec, "--out", run.root());
        assertThat(awaitCheckpoints(run, process, 2)).isTrue();
        process.kill();
        Path damaged = run.newestCheckpoint();
        flipOneBit(damaged.resolve("parameters.safetensors"));

        TrainerProcess.Result result =
                CommandHere.run("run", spec, "--out", run.root(), "--resume").exitsWith(0);

        String name = damaged.getFileName().toString();
        assertThat(result.out()).contains("checkpoint " + name + " is damaged and not used");
        assertThat(run.events(Warning.class))
                .anySatisfy(warning -> assertThat(warning.code()).isEqualTo("damagedCheckpoint"));
        assertThat(run.events(Resumed.class).get(0).checkpoint()).isLessThan(name);
        assertThat(damaged.resolveSibling(name + ".damaged")).isDirectory();
        run.requireTheSameAs(uninterrupted, "gone on from the checkpoint before");
    }

    private static boolean awaitCheckpoints(RunFolder run, TrainerProcess process, int more) throws Exception {
        int target = run.events(CheckpointSaved.class).size() + more;
        return run.await(process, CheckpointSaved.class, saved -> Integer.parseInt(saved.name()) >= target)
                && process.isAlive();
    }

    private static void flipOneBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
    }

    /** How many there are follows from the split of the samples. */
    private static long stepsPerEpoch(RunFolder run) throws Exception {
        return run.events(Started.class).get(0).stepsPerEpoch();
    }

    private static void requireNeitherGapNorDuplicate(RunFolder run, String how) throws Exception {
        assertThat(run.events(Epoch.class).stream().map(Epoch::epoch))
                .as(how)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        assertThat(run.events(Step.class).stream().map(Step::step))
                .as(how)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, EPOCHS * stepsPerEpoch(run))
                        .boxed()
                        .toList());
    }
}
