package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Inbound agents, each a process of its own, are killed while a training goes on. */
@WithJenkins
class AgentAwayITest {
    @RegisterExtension
    private final InboundAgentExtension agents = new InboundAgentExtension();

    /** No other job of this machine has it, so that only this test's trainers are ended. */
    private final String job = "away-" + UUID.randomUUID();

    @AfterEach
    void endForgottenTrainers() {
        Processes.inWorkspace("/workspace/" + job + "@tmp/").ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    @Timeout(180)
    void shouldCatchUpWhenTheAgentComesBack(JenkinsRule jenkins) throws Exception {
        agent(jenkins, "first", true);
        WorkflowRun build =
                start(jenkins, Digits.write("maxDuration: 15s", "maxEpochs: 100000") + "trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("epoch 2", build);
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");

        agents.stop(jenkins, "first");
        long before = Files.size(log);
        Thread.sleep(3000);
        assertThat(Files.size(log)).isEqualTo(before);
        assertThat(Processes.find(build)).isPresent();
        agents.start(jenkins, "first");

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        EventLogs.assertUnbroken(log);
        EventLogs.assertToldOnce(log, build.getLog(Integer.MAX_VALUE));
    }

    @Test
    @Timeout(180)
    void shouldGoOnFromTheLastCheckpointOnAnotherAgentWhenTheFirstIsGoneForGood(JenkinsRule jenkins) throws Exception {
        agent(jenkins, "first", true);
        WorkflowRun build = start(jenkins, """
                retry(count: 2, conditions: [agent()]) { node('gpu') {
                  %s
                  def run = trainModel spec: 'train.yaml', resume: true, set: ['checkpoint.everyEpochs': 20]
                  echo "returned ${run.outcome} after ${run.epochs}"
                } }""".formatted(Digits.write("maxDuration: 15s", "maxEpochs: 100000")));
        jenkins.waitForMessage("epoch 6", build);
        Path stash = build.getRootDir().toPath().resolve("train-model/stash-digits.txt");
        while (Files.notExists(stash)) {
            Thread.sleep(50);
        }
        ProcessHandle trainer = Processes.trainer(build);

        agents.stop(jenkins, "first");
        trainer.destroyForcibly();
        jenkins.jenkins.removeNode(jenkins.jenkins.getNode("first"));
        agent(jenkins, "second", true);

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("goes on from the checkpoint that an earlier try of this build has left", build);
        jenkins.assertLogContains("returned success after ", build);
        TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
        assertThat(action.getRuns()).extracting(TrainedRun::getState).containsExactly("failure", "success");
        assertThat(action.getRuns().get(0).getStatus()).contains("first");
        assertThat(EventReader.readAll(action.eventLog("digits-2")))
                .extracting(entry -> entry.event())
                .filteredOn(TrainingEvent.Resumed.class::isInstance)
                .hasSize(1);
    }

    private void agent(JenkinsRule jenkins, String name, boolean webSocket) throws Exception {
        agents.createAgent(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name(name)
                        .label("gpu")
                        .webSocket(webSocket)
                        .build());
    }

    private WorkflowRun start(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, job);
        String whole = script.contains("node(") ? script : "node('gpu') {\n" + script + "\n}";
        pipeline.setDefinition(Digits.pipeline(whole));
        return pipeline.scheduleBuild2(0).waitForStart();
    }
}
