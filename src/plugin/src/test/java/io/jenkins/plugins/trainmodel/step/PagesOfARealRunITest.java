package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Result;
import java.net.URI;
import java.util.function.Predicate;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The real trainer, as people and programs see it from outside, and steer it. */
@WithJenkins
class PagesOfARealRunITest {
    private static final String RUN = "train-model/digits/";

    private JenkinsRule jenkins;
    private JenkinsRule.WebClient browser;
    private WorkflowRun build;

    @BeforeEach
    void train(JenkinsRule rule) throws Exception {
        jenkins = rule;
        browser = jenkins.createWebClient();
        browser.getOptions().setJavaScriptEnabled(false);
        jenkins.waitOnline(jenkins.createSlave("gpu", "gpu", null));
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "digits");
        job.setDefinition(Digits.pipeline("node('gpu') {\n"
                + Digits.write("maxEpochs: 100000", "earlyStopping: {metric: validation/loss, patience: 90000}")
                + "trainModel spec: 'train.yaml', checkpoints: 'last' }"));
        build = job.scheduleBuild2(0).waitForStart();
    }

    @Test
    @Timeout(240)
    void shouldBeSeenSteeredAndRemembered() throws Exception {
        jenkins.waitForMessage("] epoch 1", build);
        waitFor(RUN + "api/json", run -> run.at("/epochs").asInt() >= 2);
        assertThat(text("")).contains("Training, after epoch ", "of 100000; best ");
        assertThat(text(RUN)).contains("Why is it still running?", "earlyStopping", "data-command=\"stop\"");
        JsonNode before = json(RUN + "curves");
        waitFor(RUN + "curves", curves -> pointsOf(curves) > pointsOf(before));

        while (!text(RUN).contains("id=\"stages\"")) {
            Thread.sleep(500);
        }
        assertThat(text(RUN)).contains("Bottleneck: ", "Preprocessing", "Arithmetic");

        post(RUN + "checkpoint");
        jenkins.waitForMessage(": saved as checkpoint ", build);
        assertThat(text(RUN + "events")).contains("\"command\":\"checkpoint\"");
        post(RUN + "stop");
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));

        assertThat(json(RUN + "data").at("/running").asBoolean()).isFalse();
        assertThat(text("")).contains("Stopped after epoch ", "the model is kept");
        assertThat(text(RUN))
                .contains("Why did it stop?", "/artifact/train-model/digits")
                .doesNotContain("data-command");
        assertThat(text("artifact/train-model/digits/model/report.html")).contains("<title>digits");
        JsonNode remembered = json("../train-model/api/json").at("/runs/0");
        assertThat(remembered.at("/outcome").asText()).isEqualTo("aborted");
        assertThat(remembered.at("/metrics/validation~1loss").isNumber()).isTrue();
        assertThat(remembered.at("/device").asText()).isEqualTo("cpu");
        assertThat(remembered.at("/bottleneck").asText()).isNotEmpty();
        assertThat(remembered.at("/bottleneckShare").asDouble()).isPositive();
        assertThat(remembered.at("/metrics/throughput~1flopPerSecond").asDouble())
                .isPositive();
        assertThat(json("../train-model/trend").at("/charts/0/last/0").isNumber())
                .isTrue();
    }

    private static int pointsOf(JsonNode curves) {
        return curves.at("/charts/0/lines/0/values").size();
    }

    private void waitFor(String path, Predicate<JsonNode> condition) throws Exception {
        while (!condition.test(json(path))) {
            Thread.sleep(200);
        }
    }

    private JsonNode json(String path) throws Exception {
        return new JsonMapper().readTree(text(path));
    }

    private String text(String path) throws Exception {
        return browser.getPage(request(path)).getWebResponse().getContentAsString();
    }

    private WebRequest request(String path) throws Exception {
        return new WebRequest(
                URI.create(jenkins.getURL() + build.getUrl() + path).toURL());
    }

    private void post(String path) throws Exception {
        WebRequest request = request(path);
        request.setHttpMethod(HttpMethod.POST);
        WebResponse response = browser.getPage(browser.addCrumb(request)).getWebResponse();
        assertThat(response.getStatusCode()).isEqualTo(200);
    }
}
