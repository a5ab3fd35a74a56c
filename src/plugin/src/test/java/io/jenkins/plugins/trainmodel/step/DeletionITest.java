package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.trainmodel.page.LiveRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Job or folder are deleted while a training goes on. Jenkins itself refuses to delete a build that runs. */
@WithJenkins
@Timeout(180)
class DeletionITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldEndATrainingWhoseFolderIsDeleted() throws Exception {
        MockFolder folder = jenkins.createFolder("team");
        WorkflowRun build = train(folder.createProject(WorkflowJob.class, "in-a-folder"));
        ProcessHandle trainer = trainer("in-a-folder");

        folder.delete();

        assertNothingIsLeft(build, trainer);
    }

    @Test
    void shouldEndATrainingWhoseJobIsDeleted() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "a-job");
        WorkflowRun build = train(job);
        ProcessHandle trainer = trainer("a-job");

        job.delete();

        assertNothingIsLeft(build, trainer);
    }

    private static WorkflowRun train(WorkflowJob job) throws Exception {
        job.setDefinition(Digits.pipeline(
                "node('gpu') {\n" + Digits.write("maxEpochs: 100000") + "trainModel spec: 'train.yaml'\n}"));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("] epoch 2", build);
        return build;
    }

    private static ProcessHandle trainer(String job) {
        return Processes.inWorkspace(job + "@tmp/train-model-").get(0);
    }

    private static void assertNothingIsLeft(WorkflowRun build, ProcessHandle trainer) throws Exception {
        assertThat(trainer.onExit().get(120, TimeUnit.SECONDS)).isNotNull();
        Path records = jenkins.jenkins.getRootDir().toPath().resolve("train-model/trainers");
        while (LiveRuns.get().size() > 0 || !isEmpty(records)) {
            Thread.sleep(100);
        }
        assertThat(build.getRootDir()).doesNotExist();
    }

    private static boolean isEmpty(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
