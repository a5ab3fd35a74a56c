package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Slave;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.rules.MaxEpochsCondition;
import io.jenkins.trainmodel.run.RunName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One Jenkins with one agent process trains the digits, again and again. */
@WithJenkins
class TrainModelStepITest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        DumbSlave agent = jenkins.createSlave("gpu", "gpu", null);
        agent.setNumExecutors(2);
        agent.setMode(Node.Mode.EXCLUSIVE);
        jenkins.waitOnline(agent);
    }

    @Test
    void shouldTrainShowAndArchive() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "node('gpu') {\n" + Digits.write("maxEpochs: 3") + """
            def run = trainModel spec: 'train.yaml', checkpoints: 'best', set: ['training.batchSize': 64]
            echo "${run.outcome} ${run.epochs} ${run.firedRules} ${run.metrics['validation/accuracy'] > 0.5}"
            echo "${run.duration > 0} ${run.bestEpoch > 0} ${run.bestMetrics['train/loss'] > 0}"
            echo "${run.stopReason}"
            echo "${readFile(run.modelPath + '/manifest.json').contains('model.pt')} ${run.artifactUrl}"
            }\
            """);

        jenkins.assertLogContains("success 3 [maxEpochs] true", build);
        jenkins.assertLogContains("true true true", build);
        jenkins.assertLogContains("true " + build.getUrl() + "artifact/train-model/digits/", build);
        jenkins.assertLogContains("[digits] epoch 3/3  ", build);
        assertThat(artifacts(build))
                .contains(
                        "model/manifest.json",
                        "model/model.pt",
                        "model/report.html",
                        "model/metrics.csv",
                        "report.json")
                .filteredOn(path -> path.startsWith("checkpoints/"))
                .extracting(path -> path.split("/")[1])
                .containsOnly("000003");
        TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
        assertThat(action.getRuns()).extracting(TrainedRun::getState).containsExactly("success");
        assertThat(action.getRuns().get(0).getStatus()).startsWith("Stopped after epoch 3 of 3: ");
        assertThat(action.eventLog("digits"))
                .hasSameBinaryContentAs(workspace(build).resolve(".train-model/digits/events.jsonl"));
        assertThat(Files.size(build.getRootDir().toPath().resolve("build.xml"))).isLessThan(10_000);
    }

    @Test
    void shouldTrainInDeclarativePipelineWithRulesOfItsOwn() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
            pipeline {
              agent { label 'gpu' }
              options { timeout(time: 5, unit: 'MINUTES') }
              environment { PURPOSE = 'night' }
              stages { stage('Train') { steps {
                dir('inner') {
                  writeFile file: 'train.yaml', text: '''%s'''
                  trainModel spec: 'train.yaml', name: 'Nightly run', archive: false,
                    stopWhen: [maxEpochs(2), target(metric: 'validation/accuracy', atLeast: 1.5)]
                }
              } } }
            }\
            """.formatted(Digits.specification("maxEpochs: 50")));

        jenkins.assertLogContains("[Nightly run] epoch 2/2  ", build);
        assertThat(artifacts(
                        build,
                        build.getAction(TrainingBuildAction.class)
                                .getRuns()
                                .get(0)
                                .getId()))
                .containsOnly("metrics.csv", "report.html", "report.json", "train.log", "console.txt");
        assertThat(workspace(build).resolve("inner/.train-model/" + RunName.slug("Nightly run") + "/events.jsonl"))
                .exists();
    }

    @Test
    void shouldMarkStageAndBuildUnstableAndGoOn() throws Exception {
        WorkflowRun build = run(
                Result.UNSTABLE,
                "node('gpu') {\n" + Digits.write("maxEpochs: {epochs: 1, outcome: unstable}")
                        + "def run = trainModel 'train.yaml'\necho \"went on: ${run.outcome}\" }");

        jenkins.assertLogContains("went on: unstable", build);
        assertThat(new DepthFirstScanner().allNodes(build.getExecution()))
                .anyMatch(node -> node.getDisplayFunctionName().equals("trainModel")
                        && node.getPersistentAction(WarningAction.class) != null);
    }

    @Test
    void shouldFailTheStepByARuleUnlessCaught() throws Exception {
        WorkflowRun build =
                run(Result.FAILURE, "node('gpu') {\n" + Digits.write("maxEpochs: {epochs: 1, outcome: failure}") + """
                    catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { trainModel spec: 'train.yaml' }
                    echo 'caught'
                    trainModel spec: 'train.yaml'
                    echo 'not reached' }\
                    """);

        jenkins.assertLogContains("caught", build);
        jenkins.assertLogNotContains("not reached", build);
        jenkins.assertLogContains("ERROR: digits: ", build);
        assertThat(build.getAction(TrainingBuildAction.class).getRuns())
                .extracting(TrainedRun::getId, TrainedRun::getState)
                .containsExactly(tuple("digits", "failure"), tuple("digits-2", "failure"));
    }

    @Test
    void shouldTellErrorsOfTheSpecificationBeforeAProcessStarts() throws Exception {
        WorkflowRun build = run(
                Result.FAILURE,
                "node('gpu') {\n" + Digits.write("maxEpoch: 3") + "trainModel spec: 'train.yaml', stopWhen: [] }");

        jenkins.assertLogContains("train.yaml:", build);
        jenkins.assertLogContains("did you mean `maxEpochs`?", build);
        assertThat(workspace(build).resolve(".train-model")).doesNotExist();
    }

    @Test
    void shouldSayThatThereIsNoSpecificationOrNoJava() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "node('gpu') {\n" + Digits.write("maxEpochs: 1") + """
            catchError { trainModel 'missing.yaml' }
            def events = "$JENKINS_HOME/jobs/$JOB_NAME/builds/$BUILD_NUMBER/train-model/digits/events.jsonl"
            sh "mkdir -p '$events'"
            catchError { trainModel spec: 'train.yaml', java: 'JDK99' }
            withEnv(['JAVA_HOME=/no/such']) { trainModel 'train.yaml' } }\
            """);

        jenkins.assertLogContains("There is no specification ", build);
        jenkins.assertLogContains("There is no JDK tool \"JDK99\"", build);
        jenkins.assertLogContains("needs Java 17 or later, and /no/such/bin/java cannot be run", build);
        assertThat(Endings.of(build).get(0))
                .as("the end of a run whose events cannot be read")
                .startsWith("failure: There is no JDK tool \"JDK99\"");
    }

    @Test
    void shouldTrainInParallelAndSeveralTimesInOneBuild() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, "node('gpu') {\n" + Digits.write("maxEpochs: 2") + """
            parallel one: { trainModel spec: 'train.yaml', name: 'one' },
                     two: { trainModel spec: 'train.yaml', name: 'two', set: [seed: '7'] }
            }\
            """);

        assertThat(build.getAction(TrainingBuildAction.class).getRuns())
                .extracting(TrainedRun::getState)
                .containsExactly("success", "success");
        assertThat(artifacts(build, "one")).contains("model/manifest.json");
        assertThat(artifacts(build, "two")).contains("model/manifest.json");
    }

    @Test
    void shouldTrainInFreestyleBuild() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedNode(jenkins.jenkins.getNode("gpu"));
        TrainModelStep step = new TrainModelStep("train.yaml");
        step.setStopWhen(List.of(new MaxEpochsCondition(2)));
        job.getBuildersList().add(new TrainModelBuilder(step));
        job.setCustomWorkspace(
                Files.createTempDirectory(jenkins.jenkins.getRootDir().toPath(), "ws")
                        .toString());
        Files.writeString(Path.of(job.getCustomWorkspace(), "train.yaml"), Digits.specification("maxEpochs: 50"));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("[digits] epoch 2/2  ", build);
        assertThat(artifacts(build)).contains("model/manifest.json", "report.html", "train.log");
    }

    private static WorkflowRun run(Result result, String script) throws Exception {
        return jenkins.buildAndAssertStatus(result, Digits.job(jenkins, script));
    }

    private static Path workspace(WorkflowRun build) {
        return Path.of(((Slave) jenkins.jenkins.getNode("gpu")).getRemoteFS())
                .resolve("workspace")
                .resolve(build.getParent().getName());
    }

    private static List<String> artifacts(Run<?, ?> build) {
        return artifacts(build, "digits");
    }

    private static List<String> artifacts(Run<?, ?> build, String id) {
        String directory = "train-model/" + id + "/";
        return build.getArtifacts().stream()
                .map(artifact -> artifact.relativePath)
                .filter(path -> path.startsWith(directory))
                .map(path -> path.substring(directory.length()))
                .collect(Collectors.toList());
    }
}
