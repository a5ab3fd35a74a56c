package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Inbound agents, each a process of its own, are killed while a program of a team's own trains there. */
@WithJenkins
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class WatchedAgentAwayITest {
    /** The second try learns for some epochs more. */
    private static final String TWO_TRIES = """
            def more = ['100000', '5']
            retry(count: 2, conditions: [agent()]) { node('gpu') {
              %s
              withEnv(["MORE=${more.remove(0)}"]) {
                def run = trainModel spec: 'watch.yaml', command: 'sh train.sh', resume: true
                echo "returned ${run.outcome} after ${run.epochs}"
              }
            } }""".formatted(OwnTraining.write("maxEpochs: 100000"));

    private static JenkinsRule jenkins;

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    /** Pipeline cancels what runs on an agent that goes away 15 s after another one of its name was removed. */
    private final String first = "first-" + UUID.randomUUID();

    private final String second = "second-" + UUID.randomUUID();

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void removeAgents() throws Exception {
        for (Node node : jenkins.jenkins.getNodes()) {
            jenkins.jenkins.removeNode(node);
        }
    }

    @Test
    void shouldGoOnWithTheNewestCheckpointOnAnotherAgentWhenTheFirstIsGoneForGood() throws Exception {
        agent(first);
        WorkflowRun build = Digits.job(jenkins, TWO_TRIES).scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("| epoch 6 is over", build);
        Path stash = build.getRootDir().toPath().resolve("train-model/stash-own.txt");
        while (Files.notExists(stash)) {
            Thread.sleep(50);
        }
        Path workspace = workspace(first, build);
        ProcessHandle program = OwnTraining.process(workspace);
        ProcessHandle trainer = Processes.trainer(build);

        agents.stop(jenkins, first);
        // The machine is gone with all that ran there.
        trainer.destroyForcibly();
        program.destroyForcibly();
        jenkins.jenkins.removeNode(jenkins.jenkins.getNode(first));
        agent(second);

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("goes on with what an earlier try of this build has left", build);
        jenkins.assertLogContains("| learned before: ", build);
        jenkins.assertLogContains("returned success after ", build);
        assertThat(Endings.of(build)).hasSize(2);
        assertThat(Endings.of(build).get(0)).startsWith("failure: Lost agent " + first);
        assertThat(Endings.of(build).get(1)).startsWith("success: ");
        assertThat(build.getLog(Integer.MAX_VALUE))
                .as("nothing that was stashed is trained again")
                .filteredOn(line -> line.contains("| epoch 1 is over"))
                .hasSize(1);
        assertWentOn(build);
        assertThat(EndlessTraining.artifacts(build)).contains("train-model/own-2/model/artifacts/out/weights.txt");
    }

    private static void assertWentOn(WorkflowRun build) throws Exception {
        List<TrainingEvent> events =
                EventReader.readAll(build.getAction(TrainingBuildAction.class).eventLog("own-2")).stream()
                        .map(entry -> entry.event())
                        .toList();
        assertThat(events).filteredOn(TrainingEvent.Resumed.class::isInstance).hasSize(1);
        assertThat(events.stream()
                        .filter(TrainingEvent.Epoch.class::isInstance)
                        .map(event -> ((TrainingEvent.Epoch) event).epoch()))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private static Path workspace(String agent, WorkflowRun build) {
        String root = ((Slave) jenkins.jenkins.getNode(agent)).getRemoteFS();
        return Path.of(root, "workspace", build.getParent().getName());
    }

    private void agent(String name) throws Exception {
        agents.createAgent(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name(name)
                        .label("gpu")
                        .webSocket()
                        .build());
    }
}
