package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.metric.MetricNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validations within an epoch, and what follows from them: about 90 steps an epoch, validated every 25. */
class InnerValidationIT {
    @TempDir
    private Path folder;

    @Test
    void shouldGoOnExactlyAfterAKillWithinAnEpoch() throws Exception {
        RunFolder whole = new RunFolder(folder.resolve("whole"));
        RunFolder killed = new RunFolder(folder.resolve("killed"));
        CommandHere.run("run", spec(), "--out", whole.root()).exitsWith(0);

        TrainerProcess process = TrainerProcess.start("run", spec(), "--out", killed.root());
        killed.await(process, CheckpointSaved.class, saved -> saved.step() > 300);
        process.kill();
        CommandHere.run("run", spec(), "--out", killed.root(), "--resume").exitsWith(0);

        assertThat(killed.events(Resumed.class)).hasSize(1);
        killed.requireTheSameAs(whole, "killed within an epoch");
        assertThat(changes(killed)).isEqualTo(changes(whole));
    }

    @Test
    void shouldCountForTheBestModelAndTheLearningRate() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        CommandHere.run("run", spec(), "--out", run.root()).exitsWith(0);

        long stepsPerEpoch = run.events(Started.class).get(0).stepsPerEpoch();
        assertThat(run.events(Step.class).stream()
                        .filter(step -> step.metrics().containsKey("validation/loss"))
                        .map(step -> step.step() % stepsPerEpoch))
                .as("no second validation at the end of an epoch")
                .isNotEmpty()
                .doesNotContain(0L);
        assertThat(run.events(CheckpointSaved.class))
                .extracting(CheckpointSaved::reason)
                .contains("best", "steps");
        assertThat(run.events(CheckpointSaved.class).stream()
                        .filter(saved -> saved.reason().equals("steps"))
                        .map(saved -> saved.step() % 40))
                .containsOnly(0L);
        assertThat(changes(run)).isNotEmpty().allSatisfy(change -> {
            assertThat(change.key()).isEqualTo(MetricNames.LEARNING_RATE);
            assertThat(Double.parseDouble(change.to())).isEqualTo(Double.parseDouble(change.from()) / 2);
        });
        List<Epoch> epochs = run.events(Epoch.class);
        assertThat(epochs.get(epochs.size() - 1).metrics().get(MetricNames.LEARNING_RATE))
                .isLessThan(epochs.get(0).metrics().get(MetricNames.LEARNING_RATE));
        assertThat(CommandHere.run("verify", run.names().model()).exitCode()).isZero();
    }

    @Test
    void shouldSayThatALongerRunTakesACosineUpAgain() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        Path spec = Specifications.write(folder, """
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16]}
                training: {schedule: cosine}
                stopWhen: [{maxEpochs: 3}]
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        CommandHere.run("run", spec, "--out", run.root(), "--resume", "--set", "stopWhen.0.maxEpochs=6")
                .exitsWith(0);

        assertThat(run.events(Warning.class))
                .filteredOn(warning -> warning.code().equals("learningRate"))
                .singleElement()
                .extracting(Warning::message)
                .asString()
                .contains("the learning rate of step ", "give the schedule epochs of its own");
    }

    private static List<HyperparameterChanged> changes(RunFolder run) throws IOException {
        return run.events(HyperparameterChanged.class);
    }

    private Path spec() throws IOException {
        return Specifications.write(folder, """
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [32], dropout: 0.2}
                training:
                  batchSize: 16
                  optimizer: {learningRate: 0.05}
                  schedule: {type: plateau, patience: 3, factor: 0.5, minDelta: 0.02, cooldown: 1, every: validation}
                  validateEverySteps: 25
                stopWhen:
                  - maxEpochs: 8
                  - earlyStopping: {metric: validation/loss, patience: 100, every: validation}
                  - plateau: {metric: validation/accuracy, window: 6, deviation: 0.000001, smooth: 2, every: validation}
                checkpoint: {everyEpochs: 100, everySteps: 40}
                reporting: {everySteps: 7}
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv")));
    }
}
