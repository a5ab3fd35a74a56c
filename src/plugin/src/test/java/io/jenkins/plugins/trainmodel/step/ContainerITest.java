package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.trainmodel.agent.Sandbox;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.run.Command;
import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

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
        List<ProcessHandle> trainers = SandboxExecution.running().processes().stream()
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

    @Test
    @Timeout(240)
    void shouldWatchAProgramInAContainer() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job(OwnTraining.write("maxEpochs: 4") + """
            inSandbox {
              withEnv(['TRAIN_MODEL_CACHE=/opt/libraries', 'GREETING=hello']) {
                def run = trainModel spec: 'watch.yaml', command: '[ -d /opt/libraries ] && echo "is within"; sh train.sh'
                echo "${run.outcome} ${run.epochs} ${run.firedRules}"
              }
            }\
            """));

        jenkins.assertLogContains("[own] | is within", build);
        jenkins.assertLogContains("success 4 [maxEpochs]", build);
        assertThat(EndlessTraining.artifacts(build))
                .contains("train-model/own/model/artifacts/out/weights.txt", "train-model/own/output.log");
    }

    @Test
    @Timeout(240)
    void shouldKillAProgramInAContainer() throws Exception {
        WorkflowRun build = job(OwnTraining.write("maxEpochs: 100000") + """
            inSandbox {
              withEnv(['TRAIN_MODEL_CACHE=/opt/libraries', 'SAVES=600']) {
                trainModel spec: 'watch.yaml', command: 'sh train.sh'
              }
            }\
            """)
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("| epoch 2 is over", build);
        List<ProcessHandle> programs = SandboxExecution.running().processes().stream()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sh train.sh"))
                .toList();
        assertThat(programs).isNotEmpty();
        LiveRun run = EndlessTraining.live(build, "own").orElseThrow();
        run.ask("", new Command.Stop("ada"));
        jenkins.waitForMessage("stop asked for by ada", build);

        run.kill("grace");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(EndlessTraining.end(build)).isEqualTo("aborted: killed by grace");
        for (ProcessHandle program : programs) {
            program.onExit().get();
        }
    }

    private static WorkflowJob job(String script) throws Exception {
        return Digits.job(jenkins, "node('gpu') {\n" + script + "\n}");
    }

    /** {@code inSandbox { … }}: what a step of the plugins for containers does to the steps within, without their daemons. */
    public static final class SandboxStep extends Step {
        @DataBoundConstructor
        public SandboxStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new SandboxExecution(context);
        }

        /** Makes the step known to the test's Jenkins. */
        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {
            @Override
            public String getFunctionName() {
                return "inSandbox";
            }

            @Override
            public boolean takesImplicitBlockArgument() {
                return true;
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of(FilePath.class, Launcher.class, Computer.class, TaskListener.class);
            }
        }
    }
}
