package io.jenkins.plugins.trainmodel.step;

import hudson.FilePath;
import hudson.model.Node;
import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** The nights of a job, as the controller's own process sees them; night and build have one number. */
final class Nights {
    static final int LAST = 30;
    /** The controller restarts while this one trains. */
    static final int RESTARTED = 6;
    /** Its labels are broken. */
    static final int BROKEN = 12;
    /** Its machine dies. */
    static final int LOST = 18;
    /** Was accepted, and is deleted before the next one. */
    static final int DELETED = 23;

    static final Path PIPELINE =
            Digits.directory().resolve("../pipelines/retraining.jenkinsfile").normalize();

    private Nights() {}

    static boolean isGood(int night) {
        return night != BROKEN && night != LOST;
    }

    /** The newest accepted one before a night that is still there then; 0: there is none. */
    static int referenceOf(int night) {
        return IntStream.range(1, night)
                .filter(Nights::isGood)
                .filter(before -> before != DELETED)
                .max()
                .orElse(0);
    }

    static void createJob(JenkinsRule jenkins) throws Exception {
        jenkins.createProject(WorkflowJob.class, "nightly").setDefinition(Digits.pipeline(Files.readString(PIPELINE)));
    }

    static WorkflowJob job(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("nightly", WorkflowJob.class);
    }

    static WorkflowRun build(JenkinsRule jenkins, int night) {
        return job(jenkins).getBuildByNumber(night);
    }

    /** Where the agent works that is there now. */
    static String workspace(JenkinsRule jenkins) {
        return onAgent(jenkins).getRemote();
    }

    private static FilePath onAgent(JenkinsRule jenkins) {
        Node agent = jenkins.jenkins.getLabel("gpu").getNodes().iterator().next();
        return agent.getWorkspaceFor(job(jenkins));
    }

    /** Brings the night's data, and has the Pipeline begin. */
    static void begin(JenkinsRule jenkins, int night) throws Exception {
        FilePath digits = onAgent(jenkins).child("docs/examples/digits");
        NightlyDigits data = new NightlyDigits(night, night == BROKEN);
        write(digits.child("train.yaml"), NightlyDigits.specification());
        write(digits.child("digits.csv"), data.training());
        write(digits.child("validation.csv"), data.validation());
        job(jenkins).scheduleBuild2(0).waitForStart();
    }

    private static void write(FilePath file, String text) throws Exception {
        file.write(text, StandardCharsets.UTF_8.name());
    }

    static void end(JenkinsRule jenkins, int night) throws Exception {
        WorkflowRun build = jenkins.waitForCompletion(build(jenkins, night));
        jenkins.assertBuildStatus(isGood(night) ? Result.SUCCESS : Result.FAILURE, build);
    }

    static void pass(JenkinsRule jenkins, int night) throws Exception {
        begin(jenkins, night);
        end(jenkins, night);
    }

    /** Until the controller knows what the run has begun with. */
    static void awaitBegan(JenkinsRule jenkins, int night) throws Exception {
        Path log = eventLog(build(jenkins, night));
        while (Files.notExists(log) || !Files.readString(log).contains("\"began\"")) {
            Thread.sleep(50);
        }
    }

    static Path eventLog(WorkflowRun build) {
        return TrainingBuildAction.of(build).eventLog("digits");
    }

    static void removeAgent(JenkinsRule jenkins, String name) throws Exception {
        jenkins.jenkins.removeNode(jenkins.jenkins.getNode(name));
    }

    static void delete(JenkinsRule jenkins, int night) throws Exception {
        build(jenkins, night).delete();
    }

    static List<Integer> good() {
        return IntStream.rangeClosed(1, LAST).filter(Nights::isGood).boxed().toList();
    }
}
