package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose buffers are no longer numbers although the loss still is one. */
class NonFiniteIT {
    @TempDir
    private Path folder;

    @Test
    void shouldSaveNothingOfStatisticsThatOverflow() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        Result result = TrainerProcess.run(
                        "run",
                        Specifications.batchNormalized(folder, 3),
                        "--out",
                        run.root(),
                        "--set",
                        "data.scale=1.0e22")
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
        TrainerProcess process =
                TrainerProcess.start("run", Specifications.batchNormalized(folder, 100_000), "--out", run.root());
        assertThat(run.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        new CommandOutbox(run.names())
                .write(new Command.SetHyperparameter("training.optimizer.learningRate", "1.0e25", "Ada"));

        process.await().exitsWith(11);

        assertThat(run.finished().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.finished().modelPath()).contains("model");
        Result verified = TrainerProcess.run("verify", run.root()).exitsWith(0);
        assertThat(verified.out()).contains("model.pt").contains("parameters.safetensors");
    }
}
