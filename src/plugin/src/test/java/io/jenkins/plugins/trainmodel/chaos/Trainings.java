package io.jenkins.plugins.trainmodel.chaos;

import hudson.model.Executor;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Label;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.step.Digits;
import io.jenkins.plugins.trainmodel.step.TrainModelBuilder;
import io.jenkins.plugins.trainmodel.step.TrainModelStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** The jobs, as the controller's own process sees them. */
final class Trainings {
    private static final long LONGEST_WAIT = 10 * 60 * 1000;
    private static final String[] RULES = {"maxDuration: 25s", "maxEpochs: 100000"};
    private static final String WRITE = Digits.write(RULES);

    private Trainings() {}

    static void createJobs(JenkinsRule jenkins) throws Exception {
        TrainingConfiguration.get().setAbsentAgentMinutes(1);
        TrainingConfiguration.get().setGrace("30s");
        for (Map.Entry<String, String> script : scripts().entrySet()) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, script.getKey());
            job.setDefinition(new CpsFlowDefinition(script.getValue(), true));
        }
        FreeStyleProject freestyle = jenkins.createFreeStyleProject("freestyle");
        freestyle.setAssignedLabel(Label.get("gpu"));
        freestyle
                .getBuildersList()
                .add(new Shell("cat > train.yaml <<'END'\n" + Digits.specification(RULES) + "\nEND"));
        freestyle.getBuildersList().add(new TrainModelBuilder(new TrainModelStep("train.yaml")));
    }

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("plain", "node('gpu') {\n" + WRITE + "trainModel spec: 'train.yaml'\n}");
        scripts.put(
                "retried",
                "retry(count: 3, conditions: [agent()]) { node('gpu') {\n" + WRITE
                        + "trainModel spec: 'train.yaml', resume: true, set: ['checkpoint.everyEpochs': 20]\n} }");
        scripts.put(
                "timed",
                "node('gpu') {\n" + WRITE + "timeout(time: 15, unit: 'SECONDS') { trainModel spec: 'train.yaml' }\n}");
        scripts.put("parallel", "node('gpu') {\n" + WRITE + """
                parallel failFast: true,
                  first: { trainModel spec: 'train.yaml', name: 'first' },
                  second: { trainModel spec: 'train.yaml', name: 'second', checkpoints: 'best' }
                }""");
        return scripts;
    }

    private static List<Job<?, ?>> jobs(JenkinsRule jenkins) {
        List<Job<?, ?>> jobs = new ArrayList<>();
        jenkins.jenkins.getAllItems(Job.class).forEach(jobs::add);
        return jobs;
    }

    static List<Run<?, ?>> all(JenkinsRule jenkins) {
        List<Run<?, ?>> builds = new ArrayList<>();
        jobs(jenkins).forEach(job -> builds.addAll(job.getBuilds()));
        return builds;
    }

    private static List<Run<?, ?>> building(JenkinsRule jenkins) {
        return all(jenkins).stream().filter(Run::isBuilding).toList();
    }

    static void keepBuilding(JenkinsRule jenkins, int atOnce, int random) {
        List<Job<?, ?>> jobs = jobs(jenkins);
        Random choice = new Random(random);
        int there = building(jenkins).size() + jenkins.jenkins.getQueue().getItems().length;
        for (int more = there; more < atOnce; more++) {
            ParameterizedJobMixIn.scheduleBuild2(jobs.get(choice.nextInt(jobs.size())), 0);
        }
    }

    static String abortOne(JenkinsRule jenkins, int random) {
        List<Run<?, ?>> building = building(jenkins);
        if (building.isEmpty()) {
            return "nothing";
        }
        Run<?, ?> build = building.get(Math.floorMod(random, building.size()));
        Executor executor = build.getExecutor();
        if (executor != null) {
            executor.interrupt();
        }
        return build.getFullDisplayName();
    }

    /** Waits until all have ended, and leaves those that do not end in time. */
    static void awaitAll(JenkinsRule jenkins) throws Exception {
        long end = System.currentTimeMillis() + LONGEST_WAIT;
        while (isBusy(jenkins) && System.currentTimeMillis() < end) {
            Thread.sleep(500);
            for (Run<?, ?> build : building(jenkins)) {
                abortIfLost(build);
            }
        }
    }

    private static boolean isBusy(JenkinsRule jenkins) {
        return !building(jenkins).isEmpty() || jenkins.jenkins.getQueue().getItems().length > 0;
    }

    /** Pipeline itself gives up a node block that the queue has forgotten in a crash, but only after an hour. */
    private static void abortIfLost(Run<?, ?> build) throws Exception {
        if (JenkinsRule.getLog(build).contains("node block appears to be neither running nor scheduled")
                && build instanceof WorkflowRun pipeline) {
            pipeline.doStop();
        }
    }
}
