package io.jenkins.plugins.trainmodel.step;

import static io.jenkins.plugins.trainmodel.step.EndlessTraining.assertModelIsArchived;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.awaitEnd;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.end;
import static io.jenkins.plugins.trainmodel.step.EndlessTraining.saveSlowly;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps and builds are ended by force; their trainers are not, unless somebody kills the build. */
@WithJenkins
@Timeout(300)
class ForcedEndITest {
    private static JenkinsRule jenkins;
    private static EndlessTraining training;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        training = new EndlessTraining(rule);
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldArchiveTheModelBehindTheEndThatATimeoutForces() throws Exception {
        WorkflowRun build =
                training.train("timeout(time: 40, unit: 'SECONDS') { trainModel spec: 'train.yaml', grace: '5m' }");
        jenkins.waitForMessage("] epoch 1", build);

        saveSlowly(build, () -> jenkins.waitForCompletion(build));

        jenkins.assertBuildStatus(Result.ABORTED, build);
        jenkins.assertLogContains("stop asked for by Timeout has been exceeded", build);
        jenkins.assertLogContains("inside `timeout`: Jenkins ends the step after its own minute", build);
        jenkins.assertLogContains("terminating with extreme prejudice", build);
        awaitEnd(build, "digits");
        assertThat(end(build)).startsWith("aborted: stopped by Timeout has been exceeded");
        assertModelIsArchived(build);
        assertThat(Processes.find(build)).isEmpty();
    }

    @Test
    void shouldArchiveTheModelBehindAForcedEndWhileTheBuildGoesOnElsewhere() throws Exception {
        WorkflowRun build = training.train("""
                parallel slow: { catchError(buildResult: 'SUCCESS') { timeout(time: 40, unit: 'SECONDS') {
                    trainModel spec: 'train.yaml', grace: '5m' } } },
                  other: { while (!fileExists('go')) { sleep 1 } }
                """);
        jenkins.waitForMessage("] epoch 1", build);

        saveSlowly(build, () -> jenkins.waitForMessage("terminating with extreme prejudice", build));
        awaitEnd(build, "digits");

        assertThat(build.isBuilding()).isTrue();
        jenkins.waitForMessage("its step was ended by force", build);
        assertModelIsArchived(build);
        jenkins.jenkins
                .getNode("gpu")
                .getRootPath()
                .child("workspace/" + build.getParent().getName() + "/go")
                .touch(0);
        jenkins.waitForCompletion(build);
    }

    @Test
    void shouldLeaveNoTrainerBehindWhenTheBuildIsKilled() throws Exception {
        // An agent of its own, since Pipeline leaves the executor of a killed build taken.
        jenkins.waitOnline(jenkins.createSlave("doomed", "doomed", null));
        WorkflowRun build = training.train("doomed", "trainModel spec: 'train.yaml'");
        jenkins.waitForMessage("] epoch 1", build);

        build.doKill();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        Processes.awaitNone(build.getParent().getName());
    }

    @Test
    void shouldSayWhyATrainingDidNotBeginWhoseBuildWasKilledMeanwhile(@TempDir Path java) throws Exception {
        jenkins.waitOnline(jenkins.createSlave("slow", "slow", null));
        Path asked = java.resolve("asked");
        Path answer = java.resolve("answer");
        Path program = Files.createDirectories(java.resolve("bin")).resolve("java");
        Files.writeString(
                program,
                "#!/bin/sh\ntouch '%s'\nwhile [ ! -e '%s' ]; do sleep 0.1; done\nexec '%s' \"$@\"\n"
                        .formatted(asked, answer, Path.of(System.getProperty("java.home"), "bin/java")));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        WorkflowRun build =
                training.train("slow", "withEnv(['JAVA_HOME=" + java + "']) { trainModel spec: 'train.yaml' }");
        while (Files.notExists(asked)) {
            Thread.sleep(50);
        }

        build.doKill();
        jenkins.waitForCompletion(build);
        Files.createFile(answer);

        awaitEnd(build, "digits");
        assertThat(end(build)).isEqualTo("aborted: stopped by the kill of the build before the training began");
        Processes.awaitNone(build.getParent().getName());
    }
}
