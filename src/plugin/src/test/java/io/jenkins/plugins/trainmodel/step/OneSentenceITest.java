package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Why a run has failed is said in one sentence, the same on the console, in the exception and on pages. */
@WithJenkins
@Timeout(300)
class OneSentenceITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldSayWhatIsWrongWithTheData() throws Exception {
        WorkflowRun build = train("maxEpochs: 2", "set: ['data.path': 'broken.csv']", """
                writeFile file: 'broken.csv', text: 'a,b,label\\n1,2,x\\n1,oops,y\\n'
                """);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        String reason = reason(build);
        assertThat(reason).contains("broken.csv").doesNotContain("exit code");
        jenkins.assertLogContains("error: " + reason, build);
        jenkins.assertLogContains("caught digits: " + reason, build);
    }

    @Test
    void shouldSayThatTheTrainerWasKilledFromOutside() throws Exception {
        WorkflowRun build = train("maxEpochs: 100000", "set: [:]", "");
        jenkins.waitForMessage("] epoch 1", build);

        Processes.trainer(build).destroyForcibly();
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(reason(build)).isEqualTo("the trainer ended with exit code 137 and left no result");
        jenkins.assertLogContains("caught digits: " + reason(build), build);
    }

    @Test
    void shouldSayWhoStoppedItBeforeItBegan() throws Exception {
        // The trainer hangs in its beginning for as long as nobody writes into the pipe that it reads.
        WorkflowRun build =
                train("maxEpochs: 2", "set: ['data.path': 'pipe.csv'], grace: '1h'", "sh 'mkfifo pipe.csv'\n");
        while (Processes.find(build).isEmpty()) {
            Thread.sleep(50);
        }

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(reason(build)).endsWith(" before the training began").startsWith("stopped by ");
        Processes.awaitNone(build.getParent().getName());
    }

    private static String reason(WorkflowRun build) {
        return Endings.of(build).get(0).replaceFirst("^[a-z]+: ", "");
    }

    private static WorkflowRun train(String rule, String more, String before) throws Exception {
        WorkflowJob job = Digits.job(
                jenkins,
                "node('gpu') {\n" + before + Digits.write(rule)
                        + "try { trainModel spec: 'train.yaml', " + more + " }\n"
                        + "catch (e) { echo \"caught ${e.message}\"; throw e }\n}");
        return job.scheduleBuild2(0).waitForStart();
    }
}
