package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that remember what they have seen in buffers, which no optimizer changes. */
class BatchNormalizationIT {
    @TempDir
    private Path folder;

    @Test
    void shouldGoOnWithTheRunningStatisticsAfterAKill() throws Exception {
        Path spec = Specifications.batchNormalized(folder, 2);
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        trainHere(spec, whole).exitsWith(0);

        TrainerProcess process = start(spec, killed);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        assertThat(killed.events(Finished.class)).isEmpty();
        trainHere(spec, killed, "--resume").exitsWith(0);

        killed.requireTheSameAs(whole, "killed after the first epoch");
    }

    @Test
    void shouldNormalizeNoBatchOfASingleSample() throws Exception {
        Path spec = Specifications.batchNormalized(folder, 1);
        List<String> digits = CsvTraining.digits();
        Files.write(folder.resolve("few.csv"), digits.subList(0, 34));
        List<String> validation = new ArrayList<>(digits.subList(0, 1));
        validation.addAll(digits.subList(100, 140));
        Files.write(folder.resolve("validation.csv"), validation);
        RunFolder run = new RunFolder(folder.resolve("run"));

        String[] each = {"--set=data.validationPath=validation.csv", "--set=training.accumulate=1"};

        trainHere(spec, run, each[0], each[1], "--set=training.batchSize=32").exitsWith(0);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(run.finished().step()).as("33 samples are one batch").isEqualTo(1);
        assertThat(run.finished().metrics().get("validation/loss")).isFinite();
        verify(run);
        RunFolder other = new RunFolder(folder.resolve("single"));
        Result single = trainHere(spec, other, each[0], each[1], "--set=training.batchSize=1")
                .exitsWith(2);
        assertThat(single.err()).contains("a batch of a single sample", "training.batchSize is 1");
    }

    @Test
    void shouldSaveNothingOfStatisticsThatOverflow() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        Result result = trainHere(Specifications.batchNormalized(folder, 3), run, "--set=data.scale=1.0e22")
                .exitsWith(11);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.finished().reason()).contains("running_var is no longer finite");
        assertThat(run.finished().modelPath()).isEmpty();
        assertThat(run.events(CheckpointSaved.class)).isEmpty();
        assertThat(run.names().model()).doesNotExist();
        assertThat(run.names().checkpoints()).isEmptyDirectory();
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void shouldPackageTheLastCheckpointThatIsFinite() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        TrainerProcess process = start(Specifications.batchNormalized(folder, 100_000), run);
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        new CommandOutbox(run.names())
                .write(new Command.Change(Map.of("training.optimizer.learningRate", "1.0e25"), "Ada", ""));

        process.await().exitsWith(11);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.finished().modelPath()).contains("model");
        assertThat(verify(run).out()).contains("model.pt").contains("parameters.safetensors");
    }

    /** Such a network has 45 MB, which only the JVM's thorough compiler hashes as fast as the processor can. */
    private static TrainerProcess start(Path spec, RunFolder run) throws IOException {
        return TrainerProcess.start(TrainerProcess::withBothCompilers, "run", spec, "--out", run.root());
    }

    private static Result trainHere(Path spec, RunFolder run, String... more) {
        Stream<Object> command = Stream.of("run", spec, "--out", run.root());
        return CommandHere.run(Stream.concat(command, Stream.of(more)).toArray());
    }

    private static Result verify(RunFolder run) {
        return CommandHere.run("verify", run.root()).exitsWith(0);
    }
}
