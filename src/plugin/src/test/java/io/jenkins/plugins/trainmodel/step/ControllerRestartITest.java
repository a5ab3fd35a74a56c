package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.registry.SilentReceivers;
import io.jenkins.trainmodel.run.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;

/** The controller is a process of its own here; it is ended and killed while a training begins, goes on, and ends. */
@Timeout(700)
class ControllerRestartITest extends RestartedController {
    private static final String TRAINING = "training";
    private static final String STARTING = "starting";
    private static final String SCRIPT = "node('gpu') {\n" + Digits.write("maxDuration: 10m", "maxEpochs: 100000")
            + "def run = trainModel spec: 'train.yaml'\n" + "echo \"returned ${run.outcome} by ${run.firedRules}\" }";
    /** Its model is large, so that its archiving takes a moment, and its way to the next build's agent too. */
    private static final String LARGE = "node('gpu') {\n" + Digits.write("maxEpochs: 1")
            + "def run = trainModel spec: 'train.yaml', reference: lastAccepted(), warmStart: 'parameters', set: ['model.hidden': '[2000, 2000]', 'training.batchSize': '512']\n"
            + "echo \"returned ${run.outcome} by ${run.firedRules}\" }";

    /**
     * With a training, and with what is on its way to other servers. When the controller is killed, a trainer is just being
     * started, too, and a freestyle build trains.
     */
    @Test
    void shouldGoOnAfterRestartAndKill() throws Throwable {
        try (SilentReceivers receivers = new SilentReceivers()) {
            controller.runRemotely(ControllerRestartITest::makeRoomForThree);
            controller.runRemotely(ControllerRestartITest::begin, TRAINING, SCRIPT);
            controller.runRemotely(ControllerRestartITest::awaitMessage, "] epoch 2");
            controller.runRemotely(SilentReceivers::endAndPromote, receivers.reports(), receivers.models());
            receivers.awaitBoth();

            controller.runRemotely(ControllerRestartITest::wish);
            controller.stopJenkins();
            controller.startJenkins();
            controller.runRemotely(ControllerRestartITest::waitForNews);
            receivers.awaitBoth();

            controller.runRemotely(FreestyleEnd::begin);
            controller.runRemotely(ControllerRestartITest::begin, STARTING, SCRIPT.replace("10m", "20s"));
            controller.runRemotely(ControllerRestartITest::awaitRecord, 3);
            controller.stopJenkinsForcibly();
            FreestyleEnd.assertTrains();
            assertThat(Processes.ofJob(TRAINING)).isNotEmpty();
            receivers.answer();
            controller.startJenkins();
            FreestyleEnd.awaitEnd();
            controller.runRemotely(ControllerRestartITest::letItEnd);
            controller.runRemotely(ControllerRestartITest::end, STARTING);
            controller.runRemotely(ControllerRestartITest::end, TRAINING);
            controller.runRemotely(ControllerRestartITest::assertWishIsDoneOnce);
            receivers.awaitBoth();
            controller.runRemotely(SilentReceivers::assertArrived);
            controller.runRemotely(FreestyleEnd::trainAgain);
        }
    }

    @Test
    void shouldEndWithTheSameVerdictWhenTheControllerGoesWhileItArchives() throws Throwable {
        controller.runRemotely(ControllerRestartITest::begin, "ended", LARGE);
        controller.runRemotely(ControllerRestartITest::awaitArchive, "ended");
        controller.stopJenkins();
        controller.startJenkins();
        controller.runRemotely(ControllerRestartITest::endOfLarge, "ended");

        controller.runRemotely(ControllerRestartITest::begin, TRAINING, LARGE);
        controller.runRemotely(ControllerRestartITest::awaitArchive, TRAINING);
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(ControllerRestartITest::endOfLarge, TRAINING);

        killWhileTheReferenceTravels();
        controller.runRemotely(ControllerRestartITest::endOfWarm);
    }

    private void killWhileTheReferenceTravels() throws Throwable {
        TravellingReference reference =
                new TravellingReference(controller.runRemotely(ControllerRestartITest::beginAgain));
        reference.awaitFirstFile();

        controller.stopJenkinsForcibly();
        assertThat(reference.isWhole()).isFalse();
        controller.startJenkins();
    }

    private static void makeRoomForThree(JenkinsRule jenkins) throws Exception {
        Slave agent = (Slave) jenkins.jenkins.getNode("gpu");
        agent.setNumExecutors(3);
        jenkins.jenkins.updateNode(agent);
    }

    private static void begin(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(Digits.pipeline(script));
        job.scheduleBuild2(0).waitForStart();
    }

    /** The agent's workspace. */
    private static String beginAgain(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = build(jenkins, TRAINING).getParent();
        job.scheduleBuild2(0).waitForStart();
        return jenkins.jenkins.getNode("gpu").getWorkspaceFor(job).getRemote();
    }

    private static void awaitMessage(JenkinsRule jenkins, String message) throws Exception {
        jenkins.waitForMessage(message, build(jenkins, TRAINING));
    }

    private static void awaitRecord(JenkinsRule jenkins, Integer number) throws Exception {
        while (TrainerRecords.count(jenkins) < number) {
            Thread.sleep(5);
        }
    }

    private static void awaitArchive(JenkinsRule jenkins, String name) throws Exception {
        Path model = build(jenkins, name).getRootDir().toPath().resolve("archive/train-model/digits/model");
        while (!Files.isDirectory(model)) {
            Thread.sleep(5);
        }
    }

    private static WorkflowRun build(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getLastBuild();
    }

    private static void waitForNews(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins, TRAINING);
        int told = EventLogs.told(build.getLog(Integer.MAX_VALUE)).size();
        List<Integer> now = List.of();
        while (now.size() < told + 2) {
            assertThat(build.isBuilding()).isTrue();
            Thread.sleep(100);
            now = EventLogs.told(build.getLog(Integer.MAX_VALUE));
        }
        assertThat(now).isSorted().doesNotHaveDuplicates();
    }

    /** Ended right behind it, the controller may or may not know that the agent has it. */
    private static void wish(JenkinsRule jenkins) {
        training(jenkins).orElseThrow().ask("wish", new Command.Checkpoint("ada", "before the restart"));
    }

    /** However long the controller was away, the training is not over before. */
    private static void letItEnd(JenkinsRule jenkins) throws Exception {
        while (training(jenkins).isEmpty()) {
            Thread.sleep(100);
        }
        training(jenkins)
                .orElseThrow()
                .ask(
                        "end",
                        new Command.Change(Map.of("stopWhen.0.maxDuration.duration", "1s"), "ada", "after the kill"));
    }

    private static Optional<LiveRun> training(JenkinsRule jenkins) {
        return LiveRuns.get().find(build(jenkins, TRAINING), "digits");
    }

    private static void assertWishIsDoneOnce(JenkinsRule jenkins) throws Exception {
        Path log = build(jenkins, TRAINING).getAction(TrainingBuildAction.class).eventLog("digits");
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("\"type\":\"commandApplied\"") && line.contains("before the restart"))
                .singleElement()
                .asString()
                .contains("\"accepted\":true");
    }

    private static void end(JenkinsRule jenkins, String name) throws Exception {
        WorkflowRun build = build(jenkins, name);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("returned success by [maxDuration]", build);
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");
        EventLogs.assertUnbroken(log);
        // What Jenkins had not written of its console when it was killed is lost to it; the event log is whole.
        assertThat(EventLogs.told(build.getLog(Integer.MAX_VALUE))).isSorted().doesNotHaveDuplicates();
        assertIsWhole(jenkins, build);
    }

    private static void endOfLarge(JenkinsRule jenkins, String name) throws Exception {
        WorkflowRun build = build(jenkins, name);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("returned success by [maxEpochs]", build);
        assertIsWhole(jenkins, build);
    }

    private static void endOfWarm(JenkinsRule jenkins) throws Exception {
        endOfLarge(jenkins, TRAINING);
        Path log = build(jenkins, TRAINING).getAction(TrainingBuildAction.class).eventLog("digits");
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("\"type\":\"began\""))
                .singleElement()
                .asString()
                .contains("\"reference\":\"training #1\"", "\"warmStart\":\"parameters\"");
    }

    private static void assertIsWhole(JenkinsRule jenkins, WorkflowRun build) throws Exception {
        assertThat(Endings.of(build)).singleElement().asString().startsWith("success: ");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("train-model/digits/model/manifest.json");
        Path series = build.getParent().getRootDir().toPath().resolve("train-model-series.jsonl");
        TrainerRecords.awaitNone(jenkins);
        while (Files.notExists(series)) {
            Thread.sleep(100);
        }
        assertThat(Files.readAllLines(series)).hasSize(build.getNumber());
        assertThat(jenkins.jenkins.getComputer("gpu").isOnline()).isTrue();
    }
}
