package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;

/** The controller is a process of its own here; it is ended and killed while a program of a team's own trains. */
@Timeout(700)
@DisabledOnOs(OS.WINDOWS)
class WatchedProgramRestartITest extends RestartedController {
    private static final String SCRIPT = "node('gpu') {\n" + OwnTraining.write("lossBelow: 0.5") + """
            withEnv(['PACE=0.5', 'GREETING=hello']) {
              def run = trainModel spec: 'watch.yaml', command: 'sh train.sh'
              echo "returned ${run.outcome} by ${run.firedRules}"
            } }""";

    private static final Pattern TOLD = Pattern.compile("\\| epoch (\\d+) is over");

    @Test
    void shouldGoOnAfterRestartAndKill() throws Throwable {
        Path workspace = Path.of(controller.runRemotely(WatchedProgramRestartITest::begin));
        controller.runRemotely(WatchedProgramRestartITest::awaitNews);
        ProcessHandle program = OwnTraining.process(workspace);

        controller.stopJenkins();
        controller.startJenkins();
        controller.runRemotely(WatchedProgramRestartITest::awaitNews);

        controller.stopJenkinsForcibly();
        assertThat(program.isAlive()).isTrue();
        controller.startJenkins();
        controller.runRemotely(WatchedProgramRestartITest::awaitNews);
        assertThat(program.isAlive()).isTrue();
        controller.runRemotely(WatchedProgramRestartITest::end);

        program.onExit().get();
    }

    /** The workspace on the agent. */
    private static String begin(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "own");
        job.setDefinition(Digits.pipeline(SCRIPT));
        job.scheduleBuild2(0).waitForStart();
        return workspace(jenkins).getRemote();
    }

    /** Three epochs more than there are on the console now. */
    private static void awaitNews(JenkinsRule jenkins) throws Exception {
        int before = told(jenkins).size();
        while (told(jenkins).size() < before + 3) {
            assertThat(build(jenkins).isBuilding()).isTrue();
            Thread.sleep(100);
        }
        assertThat(told(jenkins)).isSorted().doesNotHaveDuplicates();
    }

    private static void end(JenkinsRule jenkins) throws Exception {
        workspace(jenkins).child("learned").touch(System.currentTimeMillis());
        WorkflowRun build = build(jenkins);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("returned success by [lossBelow]", build);
        // What Jenkins had not written of its console when it was killed is lost to it; the event log is whole.
        assertThat(told(jenkins)).isSorted().doesNotHaveDuplicates();
        assertThat(Endings.of(build)).singleElement().asString().startsWith("success: ");
        Path log = build.getAction(TrainingBuildAction.class).eventLog("own");
        EventLogs.assertUnbroken(log);
        assertEveryEpochIsThere(log);
        assertThat(EndlessTraining.artifacts(build))
                .contains("train-model/own/model/artifacts/out/end.txt", "train-model/own/output.log");
        assertThat(Manifest.verify(build.getArtifactsDir().toPath().resolve("train-model/own/model")))
                .isEmpty();
        TrainerRecords.awaitNone(jenkins);
        assertThat(jenkins.jenkins.getComputer("gpu").isOnline()).isTrue();
    }

    private static void assertEveryEpochIsThere(Path log) throws Exception {
        List<Integer> epochs = EventReader.readAll(log).stream()
                .map(entry -> entry.event())
                .filter(TrainingEvent.Epoch.class::isInstance)
                .map(event -> (int) ((TrainingEvent.Epoch) event).epoch())
                .toList();
        assertThat(epochs)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, epochs.size()).boxed().toList());
    }

    private static List<Integer> told(JenkinsRule jenkins) throws Exception {
        return TOLD.matcher(JenkinsRule.getLog(build(jenkins)))
                .results()
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("own", WorkflowJob.class).getLastBuild();
    }

    private static FilePath workspace(JenkinsRule jenkins) {
        return jenkins.jenkins
                .getNode("gpu")
                .getWorkspaceFor(jenkins.jenkins.getItemByFullName("own", WorkflowJob.class));
    }
}
