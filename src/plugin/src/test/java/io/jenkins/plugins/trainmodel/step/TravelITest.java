package io.jenkins.plugins.trainmodel.step;

import static io.jenkins.plugins.trainmodel.step.EndlessTraining.assertModelIsArchived;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.ArtifactManagerConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Files travel slowly while people want something of their runs. */
@WithJenkins
@Timeout(300)
class TravelITest {
    private static JenkinsRule jenkins;
    private static EndlessTraining training;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        training = new EndlessTraining(rule);
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @Test
    void shouldBeFollowedAndStoppedWhileACheckpointTravels() throws Exception {
        travelSlowly();
        WorkflowRun build = training.train("trainModel spec: 'train.yaml', resume: true, grace: '4m'");
        SlowTravel.ON_THE_WAY.acquire();
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");
        long length = Files.size(log);
        while (Files.size(log) == length) {
            Thread.sleep(50);
        }

        build.doStop();
        jenkins.waitForMessage("stop asked for by", build);
        SlowTravel.PARTS.release(1000);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogNotContains("killed", build);
        assertModelIsArchived(build);
    }

    @Test
    void shouldAnswerAnAbortWhileResultsTravelAndWaitNoLongerThanTheGracePeriod() throws Exception {
        travelSlowly();
        WorkflowRun build = training.train("trainModel spec: 'train.yaml', stopWhen: [maxEpochs(1)], grace: '5s'");
        SlowTravel.ON_THE_WAY.acquire();

        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("the training has ended, and its results have 5 s to be archived", build);
        jenkins.assertLogContains("its results are not archived: the grace period is over", build);
        assertThat(build.getArtifacts()).isEmpty();
    }

    private static void travelSlowly() {
        SlowTravel.reset();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new SlowTravel());
    }

    @AfterEach
    void travelAsEver() {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
    }
}
