package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.trainmodel.agent.Sandbox;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The contract of launchers of containers, without a daemon: only workspace and what is beside it are seen, with processes,
 * Java, home and users of their own. The agent's root has blanks and umlauts.
 */
@WithJenkins
@EnabledOnOs(OS.LINUX)
class ContainerITest {
    private static JenkinsRule jenkins;

    @TempDir
    private static File folder;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        assumeThat(Sandbox.isPossible())
                .as("namespaces can be made (needs root)")
                .isTrue();
        jenkins = rule;
        DumbSlave agent = new DumbSlave(
                "gpu", new File(folder, "Jenkins Agent Größe").getPath(), jenkins.createComputerLauncher(null));
        agent.setLabelString("gpu");
        agent.setNumExecutors(2);
        // What a node sets for its own steps is not there in a container.
        agent.getNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(
                        new EnvironmentVariablesNodeProperty.Entry("JAVA_HOME", System.getProperty("java.home"))));
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
    }

    @Test
    @Timeout(240)
    void shouldTrainInAContainerThatSeesTheWorkspaceOnly() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job(Digits.write("maxEpochs: 2") + """
            inSandbox {
              withEnv(['TRAIN_MODEL_CACHE=/opt/libraries']) {
                def run = trainModel spec: 'train.yaml'
                echo "trained ${run.epochs}"
              }
            }\
            """));

        jenkins.assertLogContains("trained 2", build);
        jenkins.assertLogContains("which is on the agent and cannot be run here; looking for another Java", build);
        assertThat(build.getArtifacts())
                .extracting(Object::toString)
                .contains("train-model/digits/model/manifest.json");
    }

    @Test
    @Timeout(240)
    void shouldEndATrainerInAContainerAndLookWhetherItIsGone() throws Exception {
        WorkflowRun build = job(Digits.write("maxEpochs: 100000", "maxDuration: 10m") + """
            inSandbox {
              withEnv(['TRAIN_MODEL_CACHE=/opt/libraries']) {
                trainModel spec: 'train.yaml', grace: '2s'
              }
            }\
            """)
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("epoch 1", build);
        List<ProcessHandle> trainers = SandboxStep.running().processes().stream()
                .filter(process -> process.info().commandLine().orElse("").contains("java"))
                .toList();
        assertThat(trainers).hasSize(1);
        Processes.freeze(trainers.get(0));

        build.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(trainers.get(0).onExit().get(5, TimeUnit.SECONDS)).isNotNull();
        assertThat(build.getAction(TrainingBuildAction.class).getRuns().get(0).getState())
                .isEqualTo("aborted");
        jenkins.assertLogContains("killed", build);
    }

    @Test
    @Timeout(120)
    void shouldSayInOneSentenceThatTheContainerHasNoJava() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job(Digits.write("maxEpochs: 2") + """
            inSandbox {
              withEnv(['PATH=/bin']) { trainModel spec: 'train.yaml' }
            }\
            """));

        jenkins.assertLogContains("The trainer needs Java 17 or later, and found none. Tried: ", build);
        jenkins.assertLogContains("or use an image that has Java", build);
    }

    private static WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(Digits.pipeline("node('gpu') {\n" + script + "\n}"));
        return job;
    }
}
