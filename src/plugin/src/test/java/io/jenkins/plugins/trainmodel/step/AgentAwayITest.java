package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Inbound agents, each a process of its own, are killed while a training goes on. No trainer is left behind. */
@WithJenkins
@Timeout(300)
class AgentAwayITest {
    private static final String ENDLESS = Digits.write("maxEpochs: 100000");

    /** The second try needs no longer than it takes to say that it has gone on. */
    private static final String TWO_TRIES = """
            def rules = [[maxEpochs(100000)], [maxDuration('1s'), maxEpochs(100000)]]
            retry(count: 2, conditions: [agent()]) { node('gpu') {
              %s
              def run = trainModel spec: 'train.yaml', resume: true, stopWhen: rules.remove(0),
                set: ['checkpoint.everyEpochs': 20]
              echo "returned ${run.outcome} after ${run.epochs}"
            } }""".formatted(ENDLESS);

    private static JenkinsRule jenkins;
    private static int usualMinutes;

    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    /** No other job of this machine has it. */
    private final String job = "away-" + UUID.randomUUID();

    /**
     * No other test has agents of these names: 15 s after a node is removed, Pipeline cancels what runs on the agent that has its
     * name by then, if that is offline.
     */
    private final String first = "first-" + UUID.randomUUID();

    private final String second = "second-" + UUID.randomUUID();

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        usualMinutes = TrainingConfiguration.get().getAbsentAgentMinutes();
    }

    @AfterEach
    void removeAgents() throws Exception {
        TrainingConfiguration.get().setAbsentAgentMinutes(usualMinutes);
        for (Node node : jenkins.jenkins.getNodes()) {
            jenkins.jenkins.removeNode(node);
        }
    }

    @Test
    void shouldCatchUpWhenTheAgentComesBack() throws Exception {
        agent(first);
        WorkflowRun build =
                start(Digits.write("maxDuration: 15s", "maxEpochs: 100000") + "trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 2", build);
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");

        agents.stop(jenkins, first);
        long before = Files.size(log);
        Thread.sleep(3000);
        assertThat(Files.size(log)).isEqualTo(before);
        assertThat(Processes.find(build)).isPresent();
        agents.start(jenkins, first);

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        EventLogs.assertUnbroken(log);
        EventLogs.assertToldOnce(build.getLog(Integer.MAX_VALUE));
    }

    @Test
    void shouldGoOnFromTheLastCheckpointOnAnotherAgentWhenTheFirstIsGoneForGood() throws Exception {
        agent(first);
        WorkflowRun build = start(TWO_TRIES);
        awaitStash(build);
        ProcessHandle trainer = Processes.trainer(build);

        agents.stop(jenkins, first);
        // The machine is gone with all that ran there.
        trainer.destroyForcibly();
        jenkins.jenkins.removeNode(jenkins.jenkins.getNode(first));
        agent(second);

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("goes on from the checkpoint that an earlier try of this build has left", build);
        jenkins.assertLogContains("returned success after ", build);
        assertThat(Endings.of(build)).hasSize(2);
        assertThat(Endings.of(build).get(0)).startsWith("failure: Lost agent " + first);
        assertThat(Endings.of(build).get(1)).startsWith("success: ");
        assertWentOn(build);
    }

    @Test
    void shouldGoOnInTheNextTryOnTheSameAgentAndEndTheTrainerOfTheFirst() throws Exception {
        TrainingConfiguration.get().setAbsentAgentMinutes(1);
        agent(first);
        WorkflowRun build = start(TWO_TRIES);
        awaitStash(build);
        ProcessHandle trainer = Processes.trainer(build);

        agents.stop(jenkins, first);
        Processes.freeze(trainer);
        jenkins.waitForMessage("Lost agent " + first, build);
        assertThat(trainer.isAlive()).isTrue();
        Processes.thaw(trainer);
        assertTrainsOn(build, trainer);
        agents.start(jenkins, first);

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("returned success after ", build);
        assertThat(trainer.isAlive()).isFalse();
        assertWentOn(build);
        assertNothingIsLeft();
    }

    @Test
    void shouldEndTheTrainerWhenTheAgentOfAnAbortedBuildComesBack() throws Exception {
        agent(first);
        WorkflowRun build = start(ENDLESS + "trainModel spec: 'train.yaml', grace: '5s'");
        jenkins.waitForMessage("] epoch 2", build);
        ProcessHandle trainer = Processes.trainer(build);
        agents.stop(jenkins, first);

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(Endings.of(build).get(0))
                .isEqualTo("aborted: agent " + first
                        + " cannot be reached to end the training; it is ended when the agent is back");
        assertThat(trainer.isAlive()).isTrue();
        agents.start(jenkins, first);

        trainer.onExit().get();
        WorkflowRun next = build.getParent().scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("] epoch 1", next);
        next.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(next));
        assertNothingIsLeft();
    }

    @Test
    void shouldSayOnItsStatusSinceWhenTheAgentIsAway() throws Exception {
        agent(first);
        WorkflowRun build = start(ENDLESS + "trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 2", build);
        var live = LiveRuns.get().find(build, "digits").orElseThrow();
        assertThat(live.status().awaySince()).isEmpty();

        agents.stop(jenkins, first);
        while (live.status().awaySince().isEmpty()) {
            Thread.sleep(100);
        }
        agents.start(jenkins, first);
        while (live.status().awaySince().isPresent()) {
            Thread.sleep(100);
        }

        live.ask("", new Command.Stop("ada"));
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }

    /** For longer than a trainer goes on that was told to end while it was frozen. */
    private void assertTrainsOn(WorkflowRun build, ProcessHandle trainer) throws Exception {
        String root = ((Slave) jenkins.jenkins.getNode(first)).getRemoteFS();
        Path log = Path.of(root, "workspace", build.getParent().getName(), ".train-model/digits/events.jsonl");
        long before = epochs(log);
        while (epochs(log) < before + 3) {
            assertThat(trainer.isAlive()).isTrue();
            Thread.sleep(50);
        }
    }

    private static long epochs(Path log) throws IOException {
        return EventReader.readAll(log).stream()
                .filter(entry -> entry.event() instanceof TrainingEvent.Epoch)
                .count();
    }

    private void assertNothingIsLeft() throws Exception {
        Processes.awaitNone(job);
        TrainerRecords.awaitNone(jenkins, job);
    }

    private static void awaitStash(WorkflowRun build) throws Exception {
        jenkins.waitForMessage("] epoch 6", build);
        Path stash = build.getRootDir().toPath().resolve("train-model/stash-digits.txt");
        while (Files.notExists(stash)) {
            Thread.sleep(50);
        }
    }

    private static void assertWentOn(WorkflowRun build) throws Exception {
        assertThat(EventReader.readAll(
                        build.getAction(TrainingBuildAction.class).eventLog("digits-2")))
                .extracting(entry -> entry.event())
                .filteredOn(TrainingEvent.Resumed.class::isInstance)
                .hasSize(1);
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

    private WorkflowRun start(String script) throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, job);
        String whole = script.contains("node(") ? script : "node('gpu') {\n" + script + "\n}";
        pipeline.setDefinition(Digits.pipeline(whole));
        return pipeline.scheduleBuild2(0).waitForStart();
    }
}
