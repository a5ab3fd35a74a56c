package io.jenkins.plugins.trainmodel.chaos;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.step.Digits;
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
    private static final String WRITE = Digits.write("maxDuration: 25s", "maxEpochs: 100000");

    private Trainings() {}

    static void createJobs(JenkinsRule jenkins) throws Exception {
        TrainingConfiguration.get().setAbsentAgentMinutes(1);
        TrainingConfiguration.get().setGrace("30s");
        for (Map.Entry<String, String> script : scripts().entrySet()) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, script.getKey());
            job.setDefinition(new CpsFlowDefinition(script.getValue(), true));
        }
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

    private static List<WorkflowRun> builds(JenkinsRule jenkins) {
        List<WorkflowRun> builds = new ArrayList<>();
        for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
            job.getBuilds().forEach(builds::add);
        }
        return builds;
    }

    static List<WorkflowRun> all(JenkinsRule jenkins) {
        return builds(jenkins);
    }

    static void keepBuilding(JenkinsRule jenkins, int atOnce, int random) {
        long building = builds(jenkins).stream().filter(Run::isBuilding).count();
        List<WorkflowJob> jobs = jenkins.jenkins.getAllItems(WorkflowJob.class);
        Random choice = new Random(random);
        for (long more = building + jenkins.jenkins.getQueue().getItems().length; more < atOnce; more++) {
            ParameterizedJobMixIn.scheduleBuild2(jobs.get(choice.nextInt(jobs.size())), 0);
        }
    }

    static String abortOne(JenkinsRule jenkins, int random) {
        List<WorkflowRun> building =
                builds(jenkins).stream().filter(Run::isBuilding).toList();
        if (building.isEmpty()) {
            return "nothing";
        }
        WorkflowRun build = building.get(Math.floorMod(random, building.size()));
        build.doStop();
        return build.getFullDisplayName();
    }

    static void awaitAll(JenkinsRule jenkins) throws Exception {
        jenkins.waitUntilNoActivityUpTo(10 * 60 * 1000);
    }
}
