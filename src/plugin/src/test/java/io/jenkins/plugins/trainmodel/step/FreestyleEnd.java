package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jvnet.hudson.test.JenkinsRule;

/** A freestyle build ends with its controller, and its trainer when the controller is back. */
final class FreestyleEnd {
    private static final String JOB = "freestyle";

    private FreestyleEnd() {}

    static void begin(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(JOB);
        job.setAssignedNode(jenkins.jenkins.getNode("gpu"));
        Path workspace =
                Files.createDirectories(jenkins.jenkins.getRootDir().toPath().resolve("agent/workspace/" + JOB));
        Files.writeString(workspace.resolve("train.yaml"), Digits.specification("maxEpochs: 100000"));
        job.setCustomWorkspace(workspace.toString());
        job.getBuildersList().add(new TrainModelBuilder(new TrainModelStep("train.yaml")));
        jenkins.waitForMessage("] epoch 1", job.scheduleBuild2(0).waitForStart());
    }

    static void assertTrains() {
        assertThat(Processes.ofJob(JOB)).isNotEmpty();
    }

    static void awaitEnd() throws InterruptedException {
        Processes.awaitNone(JOB);
    }

    static void trainAgain(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.jenkins.getItemByFullName(JOB, FreeStyleProject.class);
        assertThat(Endings.of(job.getBuildByNumber(1)).get(0))
                .startsWith("interrupted: The build ended without a word about this run, as when Jenkins is killed; ");
        TrainerRecords.awaitNone(jenkins);
        assertThat(Endings.of(job.getBuildByNumber(1)).get(0))
                .contains("its trainer no longer runs", "The last that is known: after epoch ");
        Run<?, ?> next = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("] epoch 1", next);
        job.getLastBuild().doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(next));
        assertThat(next.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("train-model/digits/model/manifest.json");
    }
}
