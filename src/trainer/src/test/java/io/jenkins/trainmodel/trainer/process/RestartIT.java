package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.Provenance.Restarted;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.stop.Best;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin at a checkpoint of another one. */
class RestartIT {
    private static final int EPOCHS = 6;
    private static final String SELDOM = "--set=checkpoint={everyEpochs: 100, keepBest: 0}";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder first;
    private static Path spec;

    @BeforeAll
    static void trainTheFirstRun() throws Exception {
        first = new RunFolder(shared.resolve("first"));
        spec = Specifications.write(shared, """
                name: first
                data: {type: csv, path: %s, label: digit, scale: 0.0625}
                model: {type: mlp, hidden: [16], dropout: 0.2}
                training:
                  optimizer: {type: adamw, learningRate: 0.002}
                  schedule: {type: constant, warmupSteps: 100}
                stopWhen:
                  - maxEpochs: %d
                  - earlyStopping: {metric: validation/loss, patience: 50}
                checkpoint: {keep: 10}
                reporting: {everySteps: 1}
                device: {type: cpu, threads: 1}
                """.formatted(Specifications.EXAMPLE.resolve("digits.csv"), EPOCHS));
        CommandHere.run("run", spec, "--out", first.root()).exitsWith(0);
    }

    @Test
    void shouldGoOnFromAnArchivedCheckpointAsTheOtherRunDid() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        begin(0, run, 4, "--by", "Ada", "--why", "again");

        assertThat(run.bits()).isEqualTo(first.bits());
        assertThat(run.comparableState()).isEqualTo(first.comparableState());
        assertThat(run.epochs()).isEqualTo(first.epochs().subList(4, EPOCHS));
        assertThat(run.events(Epoch.class)).extracting(Epoch::epoch).containsExactly(5, 6);
        String runId = first.events(Started.class).get(0).runId();
        assertThat(run.events(Started.class))
                .singleElement()
                .satisfies(started -> assertThat(started.runId()).isNotEqualTo(runId));
        assertThat(run.events(Restarted.class))
                .extracting(Restarted::runId, Restarted::checkpoint, Restarted::epoch)
                .containsExactly(tuple(runId, "000004", 4));
        assertThat(run.trainingJson().at("/restarted/runId").asText()).isEqualTo(runId);
        assertThat(run.trainingJson().at("/restarted/checkpoint").asText()).isEqualTo("000004");
        assertThat(run.finished().elapsedSeconds())
                .isGreaterThan(run.events(Restarted.class).get(0).elapsedSeconds());
        run.requireWholeLog();
    }

    @Test
    void shouldTellWhatIsDifferentAndWhoWantedIt() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        begin(
                0,
                run,
                6,
                "--by=Ada",
                "--why=too fast",
                "--set=training.optimizer.learningRate=0.0005",
                "--set=training.batchSize=64",
                "--set=training.schedule={type: linear, minimum: 0.2}",
                "--set=stopWhen.0.maxEpochs.epochs=8");

        assertThat(run.events(HyperparameterChanged.class))
                .extracting(
                        HyperparameterChanged::key,
                        HyperparameterChanged::to,
                        HyperparameterChanged::by,
                        HyperparameterChanged::why)
                .containsExactly(
                        tuple("training.batchSize", "64", "Ada", "too fast"),
                        tuple("training.optimizer.learningRate", "5.0E-4", "Ada", "too fast"),
                        tuple("training.schedule.type", "linear", "Ada", "too fast"),
                        tuple("training.schedule.warmupSteps", "0", "Ada", "too fast"),
                        tuple("stopWhen.maxEpochs.epochs", "8", "Ada", "too fast"),
                        tuple("training.schedule.minimum", "0.2", "Ada", "too fast"));
        assertThat(run.events(Epoch.class)).extracting(Epoch::epoch).containsExactly(7, 8);
        // The last of 22 steps in the seventh and eighth of eight epochs, however many the other run had in six.
        assertThat(run.events(Epoch.class))
                .extracting(epoch -> epoch.metrics().get(MetricNames.LEARNING_RATE) / 0.0005)
                .satisfiesExactly(
                        rate -> assertThat(rate).isCloseTo(1 - 0.8 * 153 / 176, within(1e-9)),
                        rate -> assertThat(rate).isCloseTo(1 - 0.8 * 175 / 176, within(1e-9)));
    }

    @Test
    void shouldKeepItsPlaceInStepsWhereTheyEndTheRun() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        long before = 6 * first.events(Started.class).get(0).stepsPerEpoch();

        begin(
                0,
                run,
                6,
                "--set=training.batchSize=64",
                "--set=training.schedule={type: linear}",
                "--set=stopWhen=[{maxSteps: %d}]".formatted(before + 11));

        assertThat(run.finished().step()).isEqualTo(before + 11);
        assertThat(run.events(Step.class)).isNotEmpty().allSatisfy(step -> {
            double left = 1 - (step.step() - 1.0) / (before + 11);
            assertThat(step.metrics().get(MetricNames.LEARNING_RATE) / 0.002).isCloseTo(left, within(1e-9));
        });
    }

    @Test
    void shouldGoOnFromWhereItBeganWithoutTheOtherRun() throws Exception {
        Path checkpoint = archived(4);
        RunFolder run = new RunFolder(folder.resolve("run"));
        killBeforeItSavesAnother(run, checkpoint);
        assertThat(run.events(CheckpointSaved.class))
                .extracting(CheckpointSaved::reason, CheckpointSaved::epoch)
                .containsExactly(tuple("restart", 4));
        Files.delete(checkpoint.resolve("state.json"));

        CommandHere.run("run", spec, "--out", run.root(), "--resume", SELDOM).exitsWith(0);

        requireToHaveGoneOnFromEpoch4(run);
    }

    @Test
    void shouldBeginThereAgainAndNowhereElseWhereItHasNoCheckpointYet() throws Exception {
        Path checkpoint = archived(4);
        RunFolder run = new RunFolder(folder.resolve("run"));
        killBeforeItSavesAnother(run, checkpoint);
        DurableFiles.deleteTree(run.names().checkpoints());
        List<EventRecord> before = run.records();

        assertThat(CommandHere.run("run", spec, "--out", run.root(), "--resume", SELDOM)
                        .exitsWith(2)
                        .err())
                .contains("began at a checkpoint of another run")
                .contains("--begin-at " + checkpoint);
        assertThat(run.records()).isEqualTo(before);

        CommandHere.run("run", spec, "--out", run.root(), "--resume", "--begin-at", checkpoint, SELDOM)
                .exitsWith(0);
        requireToHaveGoneOnFromEpoch4(run);
    }

    private static void killBeforeItSavesAnother(RunFolder run, Path checkpoint) throws Exception {
        run.begin(spec, "--begin-at=" + checkpoint, SELDOM, "--set=stopWhen.0.maxEpochs.epochs=1000")
                .kill();
    }

    private static void requireToHaveGoneOnFromEpoch4(RunFolder run) throws Exception {
        assertThat(run.events(Restarted.class)).hasSize(1);
        assertThat(run.events(Resumed.class))
                .singleElement()
                .satisfies(resumed -> assertThat(resumed.epoch()).isEqualTo(4));
        assertThat(run.events(Started.class)).hasSize(1);
        assertThat(run.bits().get("checkpoint/parameters.safetensors"))
                .isEqualTo(first.bits().get("checkpoint/parameters.safetensors"));
    }

    @Test
    void shouldKeepTheModelWhereItBeganIfNoneBetterCame() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        String reason = "--why-encoded=%40+%E5%A4%AA%E6%85%A2%2B";
        begin(
                0,
                run,
                6,
                "--by-encoded=%E8%89%BE%E8%BE%BE",
                reason,
                "--set=training.optimizer.learningRate=0.3",
                "--set=stopWhen.0.maxEpochs.epochs=7");

        assertThat(run.events(HyperparameterChanged.class))
                .hasSize(2)
                .allSatisfy(
                        change -> assertThat(change.by() + ": " + change.why()).isEqualTo("艾达: @ 太慢+"));
        assertThat(run.finished().best().map(Best::epoch)).contains(6);
        assertThat(run.finished().modelEpoch()).contains(6);
        assertThat(run.bits().get("model/parameters.safetensors"))
                .isEqualTo(first.bits().get("checkpoint/parameters.safetensors"));
    }

    @Test
    void shouldRefuseWhatCannotBeginThere() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));

        assertThat(begin(2, run, 4, "--set=seed=7").err()).contains("seed: was 42, is 7");
        assertThat(begin(2, run, 6).err())
                .contains("would be over where it begins")
                .contains("Raise maxEpochs");
        assertThat(CommandHere.run("run", spec, "--out", run.root(), "--begin-at", folder)
                        .exitsWith(2)
                        .err())
                .contains("it is no complete checkpoint");
    }

    /** A copy of a checkpoint, as an archive has it. */
    private Path archived(int epoch) throws Exception {
        Path checkpoint = first.names().checkpoints().resolve("%06d".formatted(epoch));
        Path archived = Files.createDirectories(folder.resolve("archive/" + checkpoint.getFileName()));
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, archived.resolve(file.getFileName()));
            }
        }
        return archived;
    }

    private static TrainerProcess.Result begin(int exitCode, RunFolder run, int epoch, String... more)
            throws Exception {
        Object[] arguments = new Object[6 + more.length];
        Path checkpoint = first.names().checkpoints().resolve("%06d".formatted(epoch));
        System.arraycopy(new Object[] {"run", spec, "--out", run.root(), "--begin-at", checkpoint}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return CommandHere.run(arguments).exitsWith(exitCode);
    }
}
