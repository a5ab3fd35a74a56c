package io.jenkins.plugins.trainmodel.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.stop.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

class JobTrainingITest extends OneJenkinsTest {
    private FreeStyleProject job;
    private JenkinsRule.WebClient browser;

    @BeforeEach
    void createJob() throws Exception {
        job = jenkins.createFreeStyleProject("digits-nightly");
        browser = jenkins.createWebClient();
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    private FreeStyleBuild train(String name, int epochs) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        SampleRun run = new SampleRun(name, build.getNumber()).epochs(1, epochs);
        run.finished(epochs, Outcome.SUCCESS).end(build, run.enter(build), epochs, Outcome.SUCCESS);
        return build;
    }

    private String page(String path) throws Exception {
        return browser.getPage(job, path).getWebResponse().getContentAsString();
    }

    private JsonNode json(String path) throws Exception {
        return new JsonMapper()
                .readTree(browser.goTo(job.getUrl() + path, "application/json")
                        .getWebResponse()
                        .getContentAsString());
    }

    @Test
    void shouldShowNothingBeforeTheFirstRun() throws Exception {
        assertThat(page("")).doesNotContain("Training");
        assertThat(json("train-model/trend").at("/runs")).isEmpty();
    }

    @Test
    void shouldDrawTrendsThatOutliveTheirBuilds() throws Exception {
        train("digits", 10);
        train("digits", 12).delete();
        train("letters", 14);

        JsonNode trend = json("train-model/trend");

        assertThat(trend.at("/names").toString()).isEqualTo("[\"letters\",\"digits\"]");
        assertThat(trend.at("/runs"))
                .extracting(run -> run.at("/there").asBoolean())
                .containsExactly(true, false, true);
        assertThat(trend.at("/charts"))
                .extracting(chart -> chart.at("/title").asText())
                .startsWith("Validation accuracy", "Validation F1", "Validation loss")
                .endsWith("Training time", "Epochs");
        assertThat(page("")).contains("Training trend", "training-trends");
        assertThat(page("train-model/")).contains("Compare runs", "training-table");
        assertThat(page("train-model/compare")).contains("training-choices", "charts-learning");
    }

    @Test
    void shouldLoadNoBuildsForATrend() throws Exception {
        train("digits", 3);
        train("digits", 4);
        train("digits", 5);
        jenkins.jenkins.reload();
        job = jenkins.jenkins.getItemByFullName("digits-nightly", FreeStyleProject.class);

        assertThat(json("train-model/trend").at("/runs")).hasSize(3);
        assertThat(page("train-model/")).contains("training-table");

        // Jenkins itself looks at a job's last build.
        assertThat(job._getRuns().getLoadedBuilds().keySet()).doesNotContain(1, 2);
    }

    @Test
    void shouldTellProgramsOfFinishedRuns() throws Exception {
        train("digits", 7);

        JsonNode run = json("train-model/api/json").at("/runs/0");

        assertThat(run.at("/build").asInt()).isEqualTo(1);
        assertThat(run.at("/epochs").asInt()).isEqualTo(7);
        assertThat(run.at("/metrics/validation~1loss").isNumber()).isTrue();
        assertThat(run.at("/device").asText()).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(run.at("/replicas").asInt()).isEqualTo(1);
        assertThat(run.at("/bottleneck").isNull()).isTrue();
    }

    @Test
    void shouldRememberAsManyRunsAsConfigured() throws Exception {
        int usual = TrainingConfiguration.get().getMaximumSeriesLength();
        TrainingConfiguration.get().setMaximumSeriesLength(2);
        try {
            for (int number = 0; number < 5; number++) {
                train("digits", 2);
            }
        } finally {
            TrainingConfiguration.get().setMaximumSeriesLength(usual);
        }

        assertThat(json("train-model/trend").at("/runs"))
                .extracting(run -> run.at("/build").asInt())
                .containsExactly(4, 5);
    }

    @Test
    void shouldHaveAColumnWithAMetricOfTheNewestRun() throws Exception {
        train("digits", 9);
        FreeStyleProject untrained = jenkins.createFreeStyleProject("untrained");
        ListView view = new ListView("models", jenkins.jenkins);
        jenkins.jenkins.addView(view);
        view.add(job);
        view.add(untrained);
        view.getColumns().add(new MetricColumn("validation/accuracy"));

        jenkins.configRoundtrip(view);

        MetricColumn column = view.getColumns().get(MetricColumn.class);
        assertThat(column.getMetric()).isEqualTo("validation/accuracy");
        assertThat(column.getText(job)).startsWith("0.");
        assertThat(column.getText(untrained)).isEmpty();
        assertThat(browser.getPage(view).getWebResponse().getContentAsString())
                .contains("Validation accuracy", column.getText(job));
    }

    @Test
    void shouldSuggestMetricsForAColumn() {
        assertThat(ExtensionList.lookupSingleton(MetricColumn.DescriptorImpl.class)
                        .doFillMetricItems())
                .contains("validation/accuracy", "train/loss");
    }
}
