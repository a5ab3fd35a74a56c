package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.model.Result;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.ArtifactManagerConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The controller's disk runs full, which is no reason to lose a training or to blame its agent. */
@Timeout(300)
class FullDiskITest extends OneJenkinsTest {
    private WorkflowJob job;
    private Optional<SmallDisk> disk = Optional.empty();

    @BeforeAll
    static void createAgent() throws Exception {
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
    }

    @BeforeEach
    void mount() throws Exception {
        job = jenkins.createProject(WorkflowJob.class);
        disk = SmallDisk.mount(job.getBuildDir().toPath(), 8);
        assumeTrue(disk.isPresent(), "a disk can be mounted");
    }

    @AfterEach
    void unmount() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        if (disk.isPresent()) {
            disk.get().unmount();
        }
    }

    @Test
    void shouldFollowARunWhoseEventsCannotBeKeptAndFetchThemLater() throws Exception {
        WorkflowRun build = train("maxDuration: 25s", "");
        jenkins.waitForMessage("] epoch 2", build);
        Path log = build.getAction(TrainingBuildAction.class).eventLog("digits");

        disk.orElseThrow().fill();
        Thread.sleep(6000);
        disk.orElseThrow().empty();

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("this controller can keep the events again", build);
        jenkins.assertLogNotContains("no contact with", build);
        EventLogs.assertUnbroken(log);
    }

    @Test
    void shouldFetchTheEndOfTheEventsWhenThereIsRoomWhileResultsTravel() throws Exception {
        SlowTravel.reset();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new SlowTravel());
        WorkflowRun build = train("maxDuration: 12s", "");
        jenkins.waitForMessage("] epoch 2", build);

        disk.orElseThrow().fill();
        SlowTravel.ON_THE_WAY.acquire();
        disk.orElseThrow().empty();
        SlowTravel.PARTS.release(1000);
        jenkins.waitForCompletion(build);
        EndlessTraining.awaitEnd(build, "digits");

        assertThat(Endings.of(build).get(0)).startsWith("success: ");
        EventLogs.assertUnbroken(build.getAction(TrainingBuildAction.class).eventLog("digits"));
    }

    @Test
    void shouldSayThatResultsFoundNoRoomAndLeaveNoHalfOfThem() throws Exception {
        WorkflowRun build = train("maxEpochs: 1", ", set: ['model.hidden': '[1500, 1500]']");

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(Endings.of(build).get(0))
                .startsWith("failure: its results could not be archived: ")
                .contains("No space left on device");
        assertThat(build.getArtifacts()).isEmpty();
    }

    private WorkflowRun train(String rule, String more) throws Exception {
        job.setDefinition(Digits.pipeline("node('gpu') {\n" + Digits.write(rule, "maxEpochs: 100000")
                + "trainModel spec: 'train.yaml'" + more + "\n}"));
        return job.scheduleBuild2(0).waitForStart();
    }
}
