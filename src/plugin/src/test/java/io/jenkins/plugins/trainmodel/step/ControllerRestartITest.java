package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The controller is a process of its own here; it is ended and killed while a training goes on. */
class ControllerRestartITest {
    private static final String SCRIPT = "node('gpu') {\n" + Digits.write("maxDuration: 60s", "maxEpochs: 100000")
            + "def run = trainModel spec: 'train.yaml'\n" + "echo \"returned ${run.outcome} by ${run.firedRules}\" }";

    @RegisterExtension
    private final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(200);

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    @Test
    @Timeout(300)
    void shouldGoOnAfterRestartAndKill() throws Throwable {
        controller.startJenkins();
        agents.createAgent(
                controller,
                InboundAgentExtension.Options.newBuilder()
                        .name("gpu")
                        .webSocket()
                        .build());
        controller.runRemotely(ControllerRestartITest::begin, SCRIPT);

        controller.stopJenkins();
        controller.startJenkins();
        controller.runRemotely(ControllerRestartITest::waitForNews);

        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(ControllerRestartITest::end);
    }

    private static void begin(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "training");
        job.setDefinition(Digits.pipeline(script));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("epoch 2", build);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("training", WorkflowJob.class).getBuildByNumber(1);
    }

    private static void waitForNews(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        long epochs = epochs(build);
        while (epochs(build) < epochs + 2) {
            assertThat(build.isBuilding()).isTrue();
            Thread.sleep(100);
        }
        List<Integer> told = EventLogs.told(build.getLog(Integer.MAX_VALUE));
        assertThat(told)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, told.size()).boxed().toList());
    }

    private static long epochs(WorkflowRun build) throws Exception {
        return build.getLog(Integer.MAX_VALUE).stream()
                .filter(line -> line.contains("] epoch "))
                .count();
    }

    private static void end(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("returned success by [maxDuration]", build);
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");
        EventLogs.assertUnbroken(log);
        // What Jenkins had not written of its console when it was killed is lost to it; the event log is whole.
        assertThat(EventLogs.told(build.getLog(Integer.MAX_VALUE))).isSorted().doesNotHaveDuplicates();
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("train-model/digits/model/manifest.json");
    }
}
