package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a run needs is tried on its agent before it trains; and what a run has cost is told. */
@WithJenkins
class DryRunITest {
    private static JenkinsRule jenkins;
    private static DumbSlave agent;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        agent = jenkins.createSlave("gpu", "gpu", null);
        jenkins.waitOnline(agent);
    }

    @Test
    void shouldTryWhatARunNeedsThenTrainAndSayWhatItCost() throws Exception {
        WorkflowJob job = Digits.job(jenkins, "node('gpu') {\n" + Digits.write("maxEpochs: 3") + """
            def tried = trainModel spec: 'train.yaml', dryRun: true, promote: true
            echo "tried: ${tried.outcome} ${tried.checks.size()} ${tried.estimate.epochs} ${tried.estimate.seconds > 0}"
            echo "device: ${tried.checks.find { it.subject == 'device' }.status} ${tried.modelPath.isEmpty()}"
            def run = trainModel spec: 'train.yaml'
            echo "cost: ${run.cost.gpuHours} ${run.cost.cpuHours > 0} ${env.TRAINING_CPU_HOURS}"
            }\
            """);

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("[digits] ok      checkpoint", build);
        jenkins.assertLogContains("tried: success 9 3 true", build);
        jenkins.assertLogContains("device: passed true", build);
        assertThat(JenkinsRule.getLog(build))
                .containsPattern("\\[digits] Used .*CPU-hours\\.")
                .containsPattern("cost: 0.0 true 0\\.\\d{6}\n");
        assertThat(agent.getWorkspaceFor(job)
                        .child(".train-model/digits.dry-run")
                        .exists())
                .isFalse();
        assertThat(TrainingBuildAction.of(build).getStatuses())
                .extracting(status -> status.getId() + " " + status.cost().isPresent())
                .containsExactly("digits false", "digits-2 true");
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            assertThat(client.goTo(job.getUrl() + "train-model/trend", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .as("one run is in the trends")
                    .contains("CPU-hours", "\"id\":\"digits-2\"")
                    .doesNotContain("\"id\":\"digits\"");
            assertThat(client.goTo(build.getUrl() + "train-model/digits-2/api/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"cpuHours\":");
            assertThat(client.goTo(build.getUrl() + "artifact/train-model/digits/check.json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"passed\" : true");
        }
    }

    @Test
    void shouldFailWithAllThatIsWrong() throws Exception {
        WorkflowJob job = Digits.job(jenkins, "node('gpu') {\n" + Digits.write("maxEpochs: 3") + """
            trainModel spec: 'train.yaml', dryRun: true, set: ['data.label': 'nothing', 'device': '{type: gpu}']
            }\
            """);

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("[digits] FAILED  engine", build);
        jenkins.assertLogContains("[digits] FAILED  data", build);
        jenkins.assertLogContains("digits: dry run: 2 of 9 checks failed (engine, data): ", build);
        assertThat(page(build)).contains("FAILED", "engine", "no column");
    }

    private static String page(WorkflowRun build) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(jenkins.getURL() + build.getUrl() + "train-model/digits/"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
