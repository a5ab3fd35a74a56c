package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.cli.CLICommandInvoker;
import hudson.model.Result;
import hudson.slaves.OfflineCause;
import hudson.slaves.SlaveComputer;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What follows an answer to a planned stop; on the agent {@code other}, the only one then. */
final class BehindAStop {
    private BehindAStop() {}

    /** Its workspace is still the build's, so nothing of it stays there. */
    static void discardInsideOfNode(JenkinsRule jenkins) throws Exception {
        String train =
                Digits.write("milestone: [1, 2]", "maxEpochs: 3") + "trainModel spec: 'train.yaml', waitFor: 'answer'";
        WorkflowRun build = PlannedStopITest.train(jenkins, "node('other') {\n" + train + "\n}");
        jenkins.waitForMessage("planned stop after epoch 1", build);
        FilePath directory = jenkins.jenkins
                .getNode("other")
                .getWorkspaceFor(build.getParent())
                .child(".train-model/digits");
        assertThat(directory.child("model/manifest.json").exists()).isTrue();
        PlannedStopITest.answer(build, AnswerKind.DISCARD, Map.of());

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(directory.exists()).isFalse();
        assertThat(build.getArtifacts()).isEmpty();
    }

    /** A run that was restarted begins at the other's checkpoint once; behind a stop it has its own. */
    static void goOnWithoutTheOrigin(JenkinsRule jenkins) throws Exception {
        WorkflowRun origin = PlannedStopITest.train(
                jenkins, PlannedStopITest.STASH + PlannedStopITest.STEP + ", checkpoints: 'last')");
        jenkins.waitForMessage("planned stop after epoch 1", origin);
        PlannedStopITest.answer(origin, AnswerKind.FINISH, Map.of());
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(origin));
        WorkflowRun build = restart(jenkins, origin, "--set", "training.optimizer.learningRate=0.0005");
        jenkins.waitForMessage("planned stop after epoch 2", build);
        origin.delete();
        PlannedStopITest.answer(build, AnswerKind.CONTINUE, Map.of());

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");
        assertThat(EventReader.readAll(log))
                .extracting(entry -> entry.event())
                .filteredOn(event -> event instanceof TrainingEvent.Epoch || event instanceof Provenance.Restarted)
                .extracting(event -> event instanceof TrainingEvent.Epoch epoch ? epoch.epoch() : 0)
                .containsExactly(0, 2, 3);
        goOnWithoutTheModel(jenkins, build);
    }

    /** One that began with the other's model only compares with it then. */
    private static void goOnWithoutTheModel(JenkinsRule jenkins, WorkflowRun origin) throws Exception {
        WorkflowRun build = restart(jenkins, origin, "--from", "model");
        jenkins.waitForMessage("planned stop after epoch 1", build);
        origin.delete();
        PlannedStopITest.answer(build, AnswerKind.CONTINUE, Map.of());
        jenkins.waitForMessage("planned stop after epoch 2", build);
        PlannedStopITest.answer(build, AnswerKind.FINISH, Map.of());

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains(
                "no reference: " + build.getParent().getFullDisplayName() + " has no build #2", build);
        assertThat(EventLogs.ofNewestRun(build))
                .filteredOn(event -> event instanceof TrainingEvent.Epoch || event instanceof Provenance.Began)
                .extracting(event -> event instanceof TrainingEvent.Epoch epoch ? epoch.epoch() : 0)
                .containsExactly(0, 1, 2);
    }

    private static WorkflowRun restart(JenkinsRule jenkins, WorkflowRun origin, String... words) throws Exception {
        WorkflowJob job = origin.getParent();
        Stream<String> target = Stream.of(job.getFullName(), String.valueOf(origin.getNumber()));
        assertThat(new CLICommandInvoker(jenkins, "train-model-restart")
                        .asUser("ada")
                        .invokeWithArgs(Stream.concat(target, Stream.of(words)).toArray(String[]::new))
                        .returnCode())
                .isZero();
        while (job.getBuildByNumber(origin.getNumber() + 1) == null) {
            Thread.sleep(50);
        }
        return job.getBuildByNumber(origin.getNumber() + 1);
    }

    /** As the documentation has it, with its agent free while it asks. */
    static void finishTheShippedPipeline(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = PlannedStopITest.train(jenkins, Digits.shipped("planned-stop"));
        jenkins.waitForMessage("planned stop after epoch 10: the run waits for an answer", build);
        while (jenkins.jenkins.getComputer("gpu").countBusy() > 0
                || PlannedStopITest.live(build).status().phase() != LiveStatus.Phase.WAITING) {
            Thread.sleep(50);
        }
        PlannedStopITest.answer(build, AnswerKind.FINISH, Map.of());

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("ada answered: finish (it learns)", build);
    }

    /** Between the answer and the agent there is no process; what the run has come to before is told all the same. */
    static void stopBehindAnAnswer(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = PlannedStopITest.train(jenkins, PlannedStopITest.STASH + PlannedStopITest.STEP + ")");
        jenkins.waitForMessage("planned stop after epoch 1", build);
        SlaveComputer other = (SlaveComputer) jenkins.jenkins.getComputer("other");
        while (PlannedStopITest.live(build).status().phase() != LiveStatus.Phase.WAITING) {
            Thread.sleep(50);
        }
        other.setTemporaryOfflineCause(new OfflineCause.ByCLI("another training"));
        PlannedStopITest.answer(build, AnswerKind.CONTINUE, Map.of());
        while (PlannedStopITest.live(build).status().phase() != LiveStatus.Phase.QUEUED) {
            Thread.sleep(50);
        }
        PlannedStopITest.live(build).ask("enough", new Command.Stop("grace"));

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(Endings.of(build))
                .singleElement()
                .asString()
                .startsWith("aborted: stopped by grace while it waited");
        assertThat(build.getAction(TrainingBuildAction.class).getStatuses())
                .extracting(RunStatus::getEpochs)
                .containsExactly(1);
        other.setTemporaryOfflineCause(null);
    }

    /** Nobody need look for what is still there where the agent cannot be reached. */
    static void discardWithoutTheAgent(JenkinsRule jenkins) throws Exception {
        String train =
                Digits.write("milestone: [1]", "maxEpochs: 3") + "trainModel spec: 'train.yaml', waitFor: 'answer'";
        WorkflowRun build = PlannedStopITest.train(jenkins, "node('other') {\n" + train + "\n}");
        jenkins.waitForMessage("planned stop after epoch 1", build);
        while (PlannedStopITest.live(build).status().phase() != LiveStatus.Phase.WAITING) {
            Thread.sleep(50);
        }
        TrainerRecords.awaitNone(jenkins);
        SlaveComputer other = (SlaveComputer) jenkins.jenkins.getComputer("other");
        other.disconnect(new OfflineCause.ByCLI("a cable")).get();
        PlannedStopITest.answer(build, AnswerKind.DISCARD, Map.of());

        jenkins.waitForMessage("of the discarded run could not be removed from its agent", build);
        other.connect(false).get();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }
}
