package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.trainmodel.build.TrainedRun;
import io.jenkins.plugins.trainmodel.build.TrainingBuildAction;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TrainModelStepITest {

    @Test
    void shouldTrainShowAndArchive(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowRun build = run(
                jenkins,
                Result.SUCCESS,
                "node('" + agent.getNodeName() + "') {\n" + Digits.write("maxEpochs: 3") + """
                        def run = trainModel spec: 'train.yaml', checkpoints: 'best', set: ['training.batchSize': 64]
                        echo "${run.outcome} ${run.epochs} ${run.firedRules} ${run.metrics['validation/accuracy'] > 0.5}"
                        echo "${run.stopReason}, ${run.modelPath}, ${run.artifactUrl}, ${run.duration > 0}, ${run.bestEpoch}"
                        }""");

        jenkins.assertLogContains("success 3 [maxEpochs] true", build);
        jenkins.assertLogContains("[digits] epoch 3 of 3: ", build);
        assertThat(build.getArtifacts())
                .extracting("relativePath")
                .contains(
                        "train-model/digits/model/manifest.json",
                        "train-model/digits/report.html",
                        "train-model/digits/metrics.csv");
        TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
        assertThat(action.getRuns()).extracting(TrainedRun::getState).containsExactly("success");
        assertThat(action.getRuns().get(0).getStatus()).startsWith("Stopped after epoch 3 of 3: ");
        assertThat(Files.size(action.eventLog("digits"))).isPositive();
        assertThat(Files.size(build.getRootDir().toPath().resolve("build.xml"))).isLessThan(10_000);
    }

    private static WorkflowRun run(JenkinsRule jenkins, Result result, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(Digits.pipeline(script));
        return jenkins.buildAndAssertStatus(result, job);
    }
}
