package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Endless trainings on an agent, for tests that end them. */
record EndlessTraining(JenkinsRule jenkins) {

    /** What happens while the trainer saves, which takes as long as that. */
    interface Meanwhile {
        void happen() throws Exception;
    }

    static void saveSlowly(WorkflowRun build, Meanwhile meanwhile) throws Exception {
        ProcessHandle trainer = Processes.trainer(build);
        Processes.freeze(trainer);
        meanwhile.happen();
        assertThat(trainer.isAlive()).isTrue();
        Processes.thaw(trainer);
    }

    static void awaitEnd(WorkflowRun build, String id) throws InterruptedException {
        while (live(build, id).isPresent()) {
            Thread.sleep(100);
        }
    }

    static void assertModelIsArchived(WorkflowRun build) {
        assertThat(artifacts(build))
                .contains("train-model/digits/model/manifest.json", "train-model/digits/model/report.html");
    }

    static List<String> artifacts(WorkflowRun build) {
        return build.getArtifacts().stream()
                .map((Run<?, ?>.Artifact artifact) -> artifact.relativePath)
                .toList();
    }

    /** What build.xml says of the only run: its outcome, and why. */
    static String end(WorkflowRun build) {
        return Endings.of(build).get(0);
    }

    static LiveRun live(WorkflowRun build) {
        return live(build, "digits").orElseThrow();
    }

    static Optional<LiveRun> live(WorkflowRun build, String id) {
        return LiveRuns.get().find(build, id);
    }

    WorkflowRun train(String step) throws Exception {
        return train("gpu", step);
    }

    WorkflowRun train(String label, String step) throws Exception {
        WorkflowJob job =
                Digits.job(jenkins, "node('" + label + "') {\n" + Digits.write("maxEpochs: 100000") + step + "\n}");
        return job.scheduleBuild2(0).waitForStart();
    }
}
