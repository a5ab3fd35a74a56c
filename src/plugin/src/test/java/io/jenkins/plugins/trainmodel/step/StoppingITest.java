package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Endless trainings are ended by people. */
@WithJenkins
class StoppingITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldKeepTheModelWhenTheBuildIsAborted() throws Exception {
        WorkflowRun build = train("trainModel spec: 'train.yaml', grace: '2m'");
        jenkins.waitForMessage("epoch 2 of", build);

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("stop asked for by", build);
        assertThat(only(build).getState()).isEqualTo("aborted");
        assertThat(only(build).getStatus()).contains("the model is kept");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("train-model/digits/model/manifest.json", "train-model/digits/model/report.html");
    }

    @Test
    void shouldKillATrainerThatDoesNotAnswer() throws Exception {
        WorkflowRun build = train("trainModel spec: 'train.yaml', grace: '3s'");
        jenkins.waitForMessage("epoch 2 of", build);
        Processes.freeze(Processes.trainer(build));

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("the trainer was killed", build);
        assertThat(only(build).getStatus()).contains("killed, since it did not end within the grace period");
        assertThat(Processes.find(build)).isEmpty();
    }

    @Test
    void shouldStopWhenTimeIsOut() throws Exception {
        WorkflowRun build = train("timeout(time: 15, unit: 'SECONDS') { trainModel spec: 'train.yaml', grace: '1m' }");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("stop asked for by", build);
        assertThat(Processes.find(build)).isEmpty();
    }

    @Test
    @Timeout(120)
    void shouldLeaveNoTrainerBehindWhenTheBuildIsKilled() throws Exception {
        // An agent of its own, since Pipeline leaves the executor of a killed build taken.
        jenkins.waitOnline(jenkins.createSlave("doomed", "doomed", null));
        WorkflowRun build = train("doomed", "trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("epoch 1 of", build);

        build.doKill();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        while (Processes.find(build).isPresent()) {
            Thread.sleep(100);
        }
    }

    @Test
    void shouldSaveACheckpointAndStopByTheButtons() throws Exception {
        WorkflowRun build = train("trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("epoch 1 of", build);
        LiveRuns runs = LiveRuns.get();

        runs.find(build, "digits").orElseThrow().checkpointNow("ada");
        jenkins.waitForMessage("checkpoint: ", build);
        runs.find(build, "digits").orElseThrow().stopAndKeepModel("ada");
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(only(build).getStatus()).contains("stopped by ada");
        assertThat(runs.find(build, "digits")).isEqualTo(Optional.empty());
    }

    private static TrainedRun only(WorkflowRun build) {
        return build.getAction(TrainingBuildAction.class).getRuns().get(0);
    }

    private static WorkflowRun train(String step) throws Exception {
        return train("gpu", step);
    }

    private static WorkflowRun train(String label, String step) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(
                Digits.pipeline("node('" + label + "') {\n" + Digits.write("maxEpochs: 100000") + step + "\n}"));
        return job.scheduleBuild2(0).waitForStart();
    }
}
