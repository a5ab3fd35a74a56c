package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class RunPageITest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'&\u202e";
    private static JenkinsRule jenkins;

    private FreeStyleBuild build;
    private JenkinsRule.WebClient browser;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void build() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        build = jenkins.buildAndAssertSuccess(job);
        browser = jenkins.createWebClient();
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    @AfterEach
    void open() {
        jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
    }

    private WebResponse get(String path) throws Exception {
        return browser.getPage(new WebRequest(address(path))).getWebResponse();
    }

    private URL address(String path) throws Exception {
        return URI.create(jenkins.getURL() + build.getUrl() + path).toURL();
    }

    private WebResponse post(String path) throws Exception {
        WebRequest request = new WebRequest(address(path), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse();
    }

    private static JsonNode json(WebResponse response) throws Exception {
        assertThat(response.getStatusCode()).isEqualTo(200);
        return new JsonMapper().readTree(response.getContentAsString());
    }

    @Test
    void shouldSayInTheSummaryWhereARunIsAndHowItEnded() throws Exception {
        SampleRun sample = new SampleRun("digits", 1).epochs(1, 5);
        TrainedRun run = sample.enter(build);

        assertThat(get("").getContentAsString()).contains("Training, after epoch 5 of 60; best validation/loss ");

        sample.epochs(6, 18).finished(18, Outcome.SUCCESS).end(build, run, 18, Outcome.SUCCESS);
        assertThat(get("").getContentAsString())
                .contains("Stopped after epoch 18 of 60: earlyStopping on validation/loss; best ");
    }

    @Test
    void shouldShowARunAndLeadTheActionOfABuildWithOneRunToIt() throws Exception {
        new SampleRun("digits", 2).epochs(1, 5).enter(build);

        WebResponse page = get("train-model/");

        assertThat(page.getWebRequest().getUrl().getPath()).endsWith("/train-model/digits/");
        assertThat(page.getContentAsString())
                .contains("Why is it still running?", "5 of 60 epochs", "good enough", "Where the time went")
                .contains("NVIDIA H100", "learningRate", "train-model-assets/", "echarts.min.js")
                .doesNotContain("onclick=", "<script>");
    }

    @Test
    void shouldListTheRunsOfABuildWithSeveral() throws Exception {
        new SampleRun("digits", 3).epochs(1, 2).enter(build);
        new SampleRun("digits", 4).epochs(1, 2).enter(build);
        new SampleRun("API", 5).epochs(1, 2).enter(build);

        assertThat(get("train-model/").getContentAsString()).contains("digits/", "digits-2/", "api-2/");
        assertThat(get("train-model/api-2/").getContentAsString()).contains("after epoch 2");
        assertThat(get("train-model/other/").getStatusCode()).isEqualTo(404);
    }

    @Test
    void shouldAnswerThePagesScriptOnlyWhenThereIsNews() throws Exception {
        SampleRun sample = new SampleRun("digits", 6).epochs(1, 3);
        TrainedRun run = sample.enter(build);
        WebResponse first = get("train-model/digits/data");
        String tag = first.getResponseHeaderValue("ETag");

        assertThat(json(first).at("/running").asBoolean()).isTrue();
        assertThat(json(first).at("/curves/charts/0/title").asText()).isEqualTo("Loss");
        assertThat(withTag(tag).getStatusCode()).isEqualTo(304);

        sample.epochs(4, 4).write(TrainingBuildAction.of(build).eventLog(run.getId()));
        assertThat(json(withTag(tag)).at("/parts/heading").asText()).contains("4 of 60");
    }

    private WebResponse withTag(String tag) throws Exception {
        WebRequest request = new WebRequest(address("train-model/digits/data"));
        request.setAdditionalHeader("If-None-Match", tag);
        return browser.getPage(request).getWebResponse();
    }

    @Test
    void shouldGiveEventsFromAnOffset() throws Exception {
        SampleRun sample = new SampleRun("digits", 7).epochs(1, 1);
        Path log = TrainingBuildAction.of(build).eventLog(sample.enter(build).getId());
        Files.writeString(log, "{\"torn\":", StandardOpenOption.APPEND);

        WebResponse all = get("train-model/digits/events");
        String next = all.getResponseHeaderValue("X-Next-Offset");

        assertThat(all.getContentType()).isEqualTo("application/x-ndjson");
        assertThat(all.getContentAsString())
                .startsWith("{\"v\":1,\"seq\":1")
                .doesNotContain("torn")
                .endsWith("}\n");
        assertThat(get("train-model/digits/events?from=" + next).getContentAsString())
                .isEmpty();
        assertThat(get("train-model/digits/events?from=-1").getStatusCode()).isEqualTo(400);
        assertThat(get("train-model/digits/events?from=99999999").getStatusCode())
                .isEqualTo(416);
    }

    @Test
    void shouldGiveDownsampledCurves() throws Exception {
        new SampleRun("digits", 8).epochs(1, 800).enter(build);

        JsonNode curves = json(get("train-model/digits/curves"));

        assertThat(curves.at("/charts"))
                .isNotEmpty()
                .allSatisfy(chart -> assertThat(chart.at("/lines"))
                        .allSatisfy(line -> assertThat(line.at("/values")).hasSizeLessThanOrEqualTo(2_000)));
    }

    @Test
    void shouldTellProgramsHowTheRunsAre() throws Exception {
        new SampleRun("digits", 9)
                .epochs(1, 3)
                .add(new TrainingEvent.Epoch(
                        4,
                        720,
                        90,
                        Map.of("validation/loss", Double.NaN),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()))
                .enter(build);

        JsonNode run = json(get("train-model/api/json")).at("/runs/0");

        assertThat(run.at("/name").asText()).isEqualTo("digits");
        assertThat(run.at("/epochs").asInt()).isEqualTo(4);
        assertThat(run.at("/plannedEpochs").asInt()).isEqualTo(60);
        assertThat(run.at("/metrics/validation~1loss").asText()).isEqualTo("NaN");
        assertThat(run.at("/rules/1/rule").asText()).isEqualTo("earlyStopping");
        assertThat(run.at("/rules/1/patienceLeft").asInt()).isEqualTo(8);
        assertThat(json(get("train-model/digits/api/json")).at("/state").asText())
                .isEqualTo("running");
    }

    @Test
    void shouldLetOnlyThoseStopWhoMayCancel() throws Exception {
        List<String> commands = new CopyOnWriteArrayList<>();
        TrainedRun run = new SampleRun("digits", 10).epochs(1, 2).enter(build);
        LiveRuns.get().enter(build, run.getId(), new LiveRun() {
            @Override
            public void stopAndKeepModel(String by) {
                commands.add("stop by " + by);
            }

            @Override
            public void checkpointNow(String by) {
                commands.add("checkpoint by " + by);
            }
        });
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "operator")
                .grant(Item.CANCEL)
                .everywhere()
                .to("operator")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger"));

        browser.login("stranger");
        assertThat(get("train-model/digits/data").getStatusCode()).isEqualTo(404);
        browser.login("reader");
        assertThat(get("train-model/digits/").getContentAsString())
                .contains("digits")
                .doesNotContain("data-command");
        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(403);
        assertThat(post("train-model/digits/checkpoint").getStatusCode()).isEqualTo(403);
        browser.login("operator");
        assertThat(get("train-model/digits/stop").getStatusCode()).isEqualTo(405);
        assertThat(get("train-model/digits/").getContentAsString()).contains("data-command=\"stop\"");
        assertThat(commands).isEmpty();
        assertThat(post("train-model/digits/checkpoint").getStatusCode()).isEqualTo(200);
        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(200);
        assertThat(commands).containsExactly("checkpoint by operator", "stop by operator");

        LiveRuns.get().leave(build, run.getId());
        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(409);
    }

    @Test
    void shouldLetNoTextOfARunBecomeMarkup() throws Exception {
        SampleRun sample = new SampleRun(HOSTILE, 11)
                .epochs(1, 2)
                .add(new TrainingEvent.Warning(HOSTILE, HOSTILE))
                .add(new TrainingEvent.Epoch(
                        3, 540, 70, Map.of(HOSTILE, 1.0), Map.of(HOSTILE, 1.0), Optional.empty(), Optional.empty()));
        TrainedRun run = sample.enter(build);
        new SampleRun("second", 12).enter(build);
        String page = "train-model/" + run.getId() + "/";
        sample.finished(3, Outcome.FAILURE).end(build, run, 3, Outcome.FAILURE);

        assertThat(run.getId()).matches("[a-z0-9-]+");
        for (String path : List.of("", "train-model/", page, "../train-model/", "../train-model/compare", "../")) {
            WebResponse response = get(path);
            assertThat(response.getStatusCode()).as(path).isEqualTo(200);
            assertThat(response.getContentAsString()).as(path).doesNotContain("<img src=x", "</script><img");
        }
        for (String path : List.of(page + "data", page + "curves", page + "events", "../train-model/trend")) {
            WebResponse response = get(path);
            assertThat(response.getContentType()).as(path).startsWith("application/");
            assertThat(response.getResponseHeaderValue("X-Content-Type-Options"))
                    .as(path)
                    .isEqualTo("nosniff");
        }
    }

    @Test
    void shouldShowWhatCanBeReadOfADamagedLog() throws Exception {
        SampleRun sample = new SampleRun("digits", 13).epochs(1, 2);
        Path log = TrainingBuildAction.of(build).eventLog(sample.enter(build).getId());
        byte[] noise = new byte[3 << 20];
        new java.util.Random(1).nextBytes(noise);
        Files.write(log, noise, StandardOpenOption.APPEND);
        Files.writeString(log, "\n{\"v\":1,\"seq\":1,\"type\":\"epoch\"}\n[[[[\n", StandardOpenOption.APPEND);
        sample.epochs(3, 3).write(log);

        assertThat(get("train-model/digits/").getContentAsString()).contains("3 of 60 epochs");
    }

    @Test
    void shouldShowARunThatHasSaidNothingYet() throws Exception {
        TrainingBuildAction.of(build).begin("digits", "");

        assertThat(get("").getStatusCode()).isEqualTo(200);
        assertThat(get("train-model/digits/").getStatusCode()).isEqualTo(200);
        assertThat(json(get("train-model/digits/data")).at("/running").asBoolean())
                .isTrue();
    }

    @Test
    void shouldKeepTheBuildsOwnFileSmallWithTenLongRuns() throws Exception {
        Path file = build.getRootDir().toPath().resolve("build.xml");
        long before = Files.size(file);

        for (int number = 0; number < 10; number++) {
            SampleRun sample = new SampleRun("digits", number).epochs(1, 200);
            sample.finished(200, Outcome.SUCCESS).end(build, sample.enter(build), 200, Outcome.SUCCESS);
        }

        assertThat(Files.size(file) - before).isLessThan(10_000);
    }

    @Test
    void shouldServeTheScriptAndTheStyleToBeKept() throws Exception {
        String assets = "../../../train-model-assets/" + ReportAssets.version();

        assertThat(get(assets + "/report.js").getContentAsString()).contains("window.trainModelReport");
        assertThat(get(assets + "/report.css").getContentAsString()).startsWith(".train-model");
        assertThat(get(assets + "/report.js").getResponseHeaderValue("Cache-Control"))
                .contains("immutable");
        assertThat(get(assets + "/other").getStatusCode()).isEqualTo(404);
    }
}
