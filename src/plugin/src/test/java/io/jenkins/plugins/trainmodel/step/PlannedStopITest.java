package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.cli.CLICommandInvoker;
import hudson.model.Executor;
import hudson.model.Result;
import hudson.slaves.SlaveComputer;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.plugins.trainmodel.planned.StopLog;
import io.jenkins.plugins.trainmodel.planned.WaitingRun;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;

/** A run waits for people at its milestones, with its agent free. The controller is a process of its own here. */
@Timeout(700)
class PlannedStopITest extends RestartedController {
    static final String STASH =
            "node('!gpu') {\n" + Digits.write("milestone: [1, 2]", "maxEpochs: 3") + "stash 'digits'\n deleteDir() }\n";
    static final String STEP =
            "trainModel(spec: 'train.yaml', agent: 'gpu || other', unstash: 'digits', waitFor: 'answer'";

    @Test
    void shouldGoOnAsAnsweredOverRestartsAndOnAnotherAgent() throws Throwable {
        controller.runRemotely(PlannedStopITest::begin);
        controller.runRemotely(PlannedStopITest::awaitStop);
        controller.runRemotely(OwnAgent::queueBehindAnother);
        controller.runRemotely(OwnAgent::begin);

        controller.stopJenkinsForcibly();
        controller.startJenkins();

        controller.runRemotely(OwnAgent::end);
        controller.runRemotely(OwnAgent::stopInTheQueue);
        controller.runRemotely(PlannedStopITest::continueElsewhere);
        controller.runRemotely(PlannedStopITest::finish);
        controller.runRemotely(PlannedStopITest::endWithoutAnAnswer);
        controller.runRemotely(PlannedStopITest::abortWhileWaiting);
        controller.runRemotely(PlannedStopITest::discard);
        controller.runRemotely(BehindAStop::discardInsideOfNode);
        controller.runRemotely(BehindAStop::discardWithoutTheAgent);
        controller.runRemotely(BehindAStop::goOnWithoutTheOrigin);
        controller.runRemotely(BehindAStop::stopBehindAnAnswer);
        controller.runRemotely(PlannedStopITest::goOnBehindAnInput);
        controller.runRemotely(BehindAStop::finishTheShippedPipeline);
    }

    private static void begin(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "training");
        job.setDefinition(Digits.pipeline(STASH + "def run = " + STEP + ")\n"
                + "echo \"returned ${run.outcome} after ${run.epochs} by ${run.firedRules}\""));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void awaitStop(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.waitForMessage("planned stop after epoch 1: the run waits for an answer", build);
        assertIsWaiting(jenkins, build);
    }

    /** Neither an agent nor a process, and the model is safe. */
    private static void assertIsWaiting(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        while (jenkins.jenkins.getComputer("gpu").getExecutors().stream().anyMatch(Executor::isBusy)) {
            Thread.sleep(50);
        }
        TrainerRecords.awaitNone(jenkins);
        assertThat(Processes.find(build)).isEmpty();
        assertThat(live(build).status().phase()).isEqualTo(LiveStatus.Phase.WAITING);
        assertThat(build.isBuilding()).isTrue();
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("train-model/digits/model/manifest.json");
    }

    private static void continueElsewhere(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        while (LiveRuns.get().find(build, "digits").isEmpty()) {
            Thread.sleep(50);
        }
        assertIsWaiting(jenkins, build);
        jenkins.jenkins.getComputer("gpu").doToggleOffline("another training");
        jenkins.waitOnline(jenkins.createSlave("other", "other", null));

        AnswersByRest rest = new AnswersByRest(jenkins, build);
        rest.permit();
        String change = "&set.training.optimizer.learningRate=";
        assertThat(rest.answer("reader", "answer=finish")).startsWith("403");
        assertThat(rest.answer("canceller", "answer=continue" + change + "0.0005"))
                .startsWith("403");
        for (String wrong : List.of(change + "-1", "&set=training.optimizer.learningRate%3D-1")) {
            assertThat(rest.answer("ada", "answer=continue" + wrong))
                    .startsWith("400")
                    .contains("learningRate");
        }
        assertThat(rest.answer("ada", "answer=finish&why=" + "x".repeat(1001))).startsWith("400");
        assertThat(rest.answer("ada", "answer=perhaps")).startsWith("400").contains("continue, finish, discard");
        assertThat(rest.state("reader")).contains("\"waiting\":true", "\"epoch\":1");

        assertThat(rest.answer("ada", "answer=continue&why=it+learns" + change + "0.0005"))
                .isEqualTo("200 The run goes on from its checkpoint.");
        assertThat(rest.answer("canceller", "answer=discard"))
                .isEqualTo("409 The run digits does not wait for an answer, or has just got one.");

        jenkins.waitForMessage("planned stop after epoch 2", build);
        jenkins.assertLogContains(
                "ada answered: continue: {training.optimizer.learningRate=0.0005} (it learns)", build);
        jenkins.assertLogContains("runs on other in", build);
    }

    private static void finish(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        while (live(build).status().phase() != LiveStatus.Phase.WAITING) {
            Thread.sleep(50);
        }
        // As a controller that is killed while it writes may leave it.
        Files.writeString(answers(build), "{\"since\":17,\"epo", StandardOpenOption.APPEND);
        assertThat(new CLICommandInvoker(jenkins, "train-model-answer")
                        .asUser("canceller")
                        .invokeWithArgs("training", "1", "finish", "--why", "good enough")
                        .stdout())
                .contains("The run ends here with the model that it has.");

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("returned success after 2 by [milestone]", build);
        assertThat(StopLog.of(build, "digits"))
                .extracting(line -> line.epoch() + " " + line.answer() + " " + line.by() + " " + line.why())
                .containsExactly("1 continue ada it learns", "2 finish canceller good enough");
        assertWentOnOnce(build);
        // The plugin has a class loader of its own here, as it has wherever it is installed.
        assertThat(new AnswersByRest(jenkins, build).pages("ada"))
                .hasSize(7)
                .allSatisfy((page, status) -> assertThat(status).isEqualTo(200));
        assertThat(new AnswersByRest(jenkins, build).timeline("reader"))
                .contains("\"kind\":\"plannedStop\"", "\"who\":\"ada\"", "\"why\":\"it learns\"");
    }

    private static Path answers(WorkflowRun build) {
        return build.getAction(TrainingBuildAction.class).directory("digits").resolve("planned-stops.jsonl");
    }

    private static void endWithoutAnAnswer(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = train(jenkins, STASH + STEP + ", answerWithin: '1s', defaultAnswer: 'finish')");
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        assertThat(StopLog.of(build, "digits")).extracting(StopLog.Line::answer).containsExactly("finish");
        jenkins.assertLogContains("the end of the time for an answer answered: finish", build);
    }

    /** Also where the step stands inside of a node, which it holds meanwhile. */
    private static void abortWhileWaiting(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = train(
                jenkins,
                "node('other') {\n" + Digits.write("milestone: [1, 2]", "maxEpochs: 3")
                        + "trainModel spec: 'train.yaml', waitFor: 'answer' }");
        jenkins.waitForMessage("planned stop after epoch 1", build);
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(Endings.of(build).get(0)).contains("while it waited for an answer after epoch 1; its model is kept");
        EndlessTraining.assertModelIsArchived(build);
    }

    private static void discard(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = train(jenkins, STASH + STEP + ")");
        jenkins.waitForMessage("planned stop after epoch 1", build);
        answer(build, AnswerKind.DISCARD, Map.of());
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(Endings.of(build)).containsExactly("aborted: discarded by ada at the planned stop after epoch 1");
        assertThat(build.getArtifacts()).isEmpty();
    }

    private static void goOnBehindAnInput(JenkinsRule jenkins) throws Exception {
        ((SlaveComputer) jenkins.jenkins.getComputer("gpu")).setTemporaryOfflineCause(null);
        WorkflowRun build = train(jenkins, Digits.shipped("milestone-input"));
        jenkins.waitForMessage("Input requested", build);
        InputAction questions = build.getAction(InputAction.class);
        questions.getExecutions().get(0).proceed(Map.of("learningRate", "0.0002"));
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("goes on from the checkpoint that an earlier try of this build has left", build);
        assertThat(Endings.of(build).get(1)).startsWith("success: ");
        assertThat(Files.readString(build.getAction(TrainingBuildAction.class).eventLog("digits-2")))
                .contains("\"type\":\"resumed\"", "\"to\":\"2.0E-4\"");
    }

    static WorkflowRun train(JenkinsRule jenkins, String script) throws Exception {
        return Digits.job(jenkins, script).scheduleBuild2(0).waitForStart();
    }

    private static void assertWentOnOnce(WorkflowRun build) throws Exception {
        assertThat(EventReader.readAll(
                        build.getAction(TrainingBuildAction.class).eventLog("digits")))
                .extracting(entry -> entry.event())
                .filteredOn(event -> event instanceof TrainingEvent.Epoch || event instanceof TrainingEvent.Resumed)
                .extracting(event -> event instanceof TrainingEvent.Epoch epoch ? epoch.epoch() : 0)
                .containsExactly(1, 0, 2);
    }

    static boolean answer(WorkflowRun build, AnswerKind kind, Map<String, String> changes) {
        return ((WaitingRun) live(build)).answer(StopAnswer.of(kind, changes, "ada", "it learns", Instant.now()));
    }

    static io.jenkins.plugins.trainmodel.page.LiveRun live(WorkflowRun build) {
        return LiveRuns.get().find(build, "digits").orElseThrow();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("training", WorkflowJob.class).getLastBuild();
    }
}
