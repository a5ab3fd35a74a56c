package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.Intervention.CommandApplied;
import io.jenkins.trainmodel.event.Intervention.HyperparameterChanged;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Resumed;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that go on with something changed, or after an end. */
class ResumeChangesIT {
    private static final int EPOCHS = 5;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static RunFolder uninterrupted;
    private Path spec;
    private RunFolder run;

    @BeforeAll
    static void trainWithoutInterruption() throws Exception {
        uninterrupted = new RunFolder(shared.resolve("uninterrupted"));
        CommandHere.run("run", Specifications.resumable(shared, EPOCHS), "--out", uninterrupted.root())
                .exitsWith(0);
    }

    @BeforeEach
    void specify() throws Exception {
        spec = Specifications.resumable(folder, EPOCHS);
        run = new RunFolder(folder.resolve("run"));
    }

    @Test
    void shouldRecordAChangedLearningRateAndDropWhatItMakesVoid() throws Exception {
        run.trainAndKill(spec);

        resume(0, "--set", "training.optimizer.learningRate=0.001");

        Resumed resumed = run.events(Resumed.class).get(0);
        assertThat(resumed.supersedes()).isTrue();
        assertThat(run.events(HyperparameterChanged.class))
                .extracting(HyperparameterChanged::key, HyperparameterChanged::from, HyperparameterChanged::to)
                .containsExactly(tuple("training.optimizer.learningRate", "0.002", "0.001"));
        RunHistory history = RunHistory.read(run.names().events());
        assertThat(history.epochs().stream().map(epoch -> epoch.epoch()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        List<Step> steps = run.events(Step.class);
        assertThat(steps.get(steps.size() - 1).metrics()).containsEntry("learningRate", 0.001);
        run.requireWholeLog();
    }

    @Test
    void shouldKeepALiveChangeWhenItIsKilledAndResumedWithTheSameFile() throws Exception {
        TrainerProcess process = run.begin(spec);
        CommandHere.run("control", "set", run.root(), "training.optimizer.learningRate=0.0005", "--by", "Ada")
                .exitsWith(0);
        assertThat(run.await(process, CommandApplied.class, CommandApplied::accepted))
                .isTrue();
        process.kill();

        resume(0);

        assertThat(run.events(HyperparameterChanged.class))
                .singleElement()
                .satisfies(change -> assertThat(change.by()).isEqualTo("Ada"));
        assertThat(run.events(Resumed.class)).singleElement().matches(resumed -> !resumed.supersedes());
        List<Step> steps = run.events(Step.class);
        assertThat(steps.get(steps.size() - 1).metrics()).containsEntry("learningRate", 0.0005);
        run.requireWholeLog();
    }

    @Test
    void shouldRefuseAnotherNetworkAndChangeNothing() throws Exception {
        run.trainAndKill(spec);
        Map<String, String> before = run.content();

        TrainerProcess.Result result = resume(2, "--set", "model.hidden=[64]");

        assertThat(result.err()).contains("model.hidden").contains("[64,32]").contains("--out");
        assertThat(run.content()).isEqualTo(before);
    }

    @Test
    void shouldLeaveAFinishedRunAloneAndGoOnWithMoreEpochs() throws Exception {
        trainTo(3);
        Map<String, String> before = run.content();
        Files.delete(run.names().reportHtml());
        before.remove("report.html");

        TrainerProcess.Result again = resume(2, "--set", "stopWhen.0.maxEpochs=3");
        assertThat(again.err())
                .contains("is over")
                .contains("nothing was trained")
                .contains("3 of 3");
        assertThat(run.content()).containsAllEntriesOf(before).hasSize(before.size() + 1);
        assertThat(run.names().reportHtml()).exists();

        resume(0);
        assertThat(run.events(Finished.class)).hasSize(2);
        run.requireTheSameAs(uninterrupted, "three epochs, then two more");
        run.requireWholeLog();
    }

    @Test
    void shouldGoOnWithMoreEpochsAfterAKillWhileItEnded() throws Exception {
        TrainerProcess process =
                TrainerProcess.start("run", spec, "--out", run.root(), "--set", "stopWhen.0.maxEpochs=3");
        run.await(process, CheckpointSaved.class, saved -> saved.epoch() == 3);
        process.kill();

        resume(0);

        run.requireTheSameAs(uninterrupted, "killed behind the last checkpoint of three epochs, then two more");
    }

    @Test
    void shouldTrainNoFurtherWhereTheLimitIsReachedAlready() throws Exception {
        trainTo(3);

        resume(0, "--set", "stopWhen.0.maxEpochs=3", "--set", "training.gradientClip=2");

        assertThat(run.finished().epoch()).isEqualTo(3);
        assertThat(run.epochs()).hasSize(3);
    }

    @Test
    void shouldGoOnAfterAMilestoneAlsoWhenKilledRightBehindIt() throws Exception {
        Files.writeString(
                spec,
                Files.readString(spec)
                        .replace("- diverged: {}", "- milestone: 2")
                        .replace("everyMinutes: 0.003", "everyMinutes: 60"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);
        Finished planned = run.finished();
        assertThat(planned.resumable()).isTrue();
        assertThat(planned.epoch()).isEqualTo(2);

        TrainerProcess process = TrainerProcess.start("run", spec, "--out", run.root(), "--resume");
        assertThat(run.await(process, Step.class, step -> step.step() > planned.step()))
                .isTrue();
        process.kill();
        resume(0);

        assertThat(run.finished().epoch()).isEqualTo(EPOCHS);
        assertThat(run.bits()).isEqualTo(uninterrupted.bits());
        assertThat(run.epochs()).isEqualTo(uninterrupted.epochs());
        run.requireWholeLog();
    }

    @Test
    void shouldNotGoOnForEverAfterItsLastMilestone() throws Exception {
        Files.writeString(
                spec,
                Files.readString(spec)
                        .replace("- diverged: {}", "- milestone: 2")
                        .replace("- maxEpochs: " + EPOCHS, "- diverged: {}"));
        CommandHere.run("run", spec, "--out", run.root()).exitsWith(0);

        assertThat(resume(2).err()).contains("no rule that is certain to end it after epoch 2", "maxEpochs");
        assertThat(run.finished().epoch()).isEqualTo(2);

        resume(0, "--set", "stopWhen.+={maxEpochs: 3}");
        assertThat(run.finished().epoch()).isEqualTo(3);
    }

    @Test
    void shouldGoOnAfterAPersonHasStoppedIt() throws Exception {
        TrainerProcess process = TrainerProcess.start("run", spec, "--out", run.root());
        run.await(process, CheckpointSaved.class, saved -> true);
        CommandHere.run("control", "stop", run.root(), "--by", "Ada").exitsWith(0);
        process.await().exitsWith(12);
        assertThat(run.finished().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.finished().reason()).contains("Ada");
        assertThat(run.names().model()).isDirectory();

        resume(0);

        run.requireTheSameAs(uninterrupted, "stopped by a person");
        run.requireWholeLog();
    }

    private void trainTo(int epochs) throws Exception {
        CommandHere.run("run", spec, "--out", run.root(), "--set", "stopWhen.0.maxEpochs=" + epochs)
                .exitsWith(0);
        assertThat(run.finished().epoch()).isEqualTo(epochs);
    }

    private TrainerProcess.Result resume(int exitCode, String... more) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("run", spec, "--out", run.root(), "--resume"));
        arguments.addAll(List.of(more));
        return CommandHere.run(arguments.toArray()).exitsWith(exitCode);
    }
}
