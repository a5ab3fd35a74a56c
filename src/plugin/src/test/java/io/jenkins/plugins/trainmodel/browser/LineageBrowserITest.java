package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.stop.Outcome;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Where runs come from, and what other rules would have made of them. */
class LineageBrowserITest extends JenkinsBrowserTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long STEPS = 180;

    private FreeStyleBuild train(SampleRun sample, int epochs) throws Exception {
        FreeStyleBuild build = build();
        sample.epochs(1, epochs);
        sample.finished(epochs, Outcome.SUCCESS).end(build, sample.enter(build), epochs, Outcome.SUCCESS);
        return build;
    }

    private SampleRun from(String parent, String warmStart, int epoch, String runId, long seed) {
        return new SampleRun("digits", seed, runId)
                .add(new Provenance.Began(
                        "digits before",
                        "/runs/" + parent,
                        parent,
                        warmStart,
                        Optional.of(epoch),
                        Optional.of(epoch * STEPS),
                        6,
                        List.of(),
                        List.of()));
    }

    @Test
    void shouldShowAFamilyAndOneCurveOverItsRuns() throws Exception {
        FreeStyleBuild first = train(new SampleRun("digits", 1, "first"), 12);
        train(
                from("first", "everything", 10, "second", 2)
                        .add(new Intervention.HyperparameterChanged(
                                "training.optimizer.learningRate", "0.001", "0.0005", "ada", "too fast", 3, 3 * STEPS)),
                8);
        FreeStyleBuild third = train(from("second", "parameters", 8, "third", 3), 6);
        train(from("first", "parameters", 12, "other", 4), 5);
        train(new SampleRun("letters", 5, "alone"), 4);

        String address = third.getUrl() + "train-model/digits/";
        BrowserPage page = openReady(address, 1280);
        page.await("document.getElementById('training-stitched')?.dataset.ready === 'true'");

        assertThat(texts(page, "#training-lineage tbody th")).containsExactly("#1 digits", "#2 digits", "#3 digits");
        assertThat(texts(page, "#training-lineage tbody td:nth-child(2)").get(2))
                .isEqualTo("warm-started from #2 digits after epoch 8");
        assertThat(texts(page, "#lineage-marks li")).hasSize(3).anyMatch(mark -> mark.contains("0.001 → 0.0005"));
        JsonNode curve =
                page.ask("fetch(document.getElementById('training-stitched').dataset.address).then(one => one.json())");
        assertThat(curve.at("/epochs")).hasSize(24);
        assertThat(curve.at("/segments").findValuesAsText("from")).containsExactly("0", "10", "18");
        assertThat(page.ask(
                                "echarts.getInstanceByDom(document.querySelector('#lineage-charts .plot')).getOption().series[0].markLine.data.length")
                        .asInt())
                .isEqualTo(3);
        pictureOf(page, "section[aria-labelledby=lineage-title]", "lineage-run-1280-light");
        assertQuiet(page);

        first.delete();
        BrowserPage family = open(job.getUrl() + "train-model/lineage/", 1280);
        family.await("document.getElementById('training-stitched')?.dataset.ready === 'true'");
        assertThat(texts(family, "#training-lineage tbody th"))
                .containsExactly("#1 digits (deleted)", "#4 digits", "#2 digits", "#3 digits");
        assertThat(family.ask("fetch('json').then(one => one.json()).then(one => one.runs.length)")
                        .asInt())
                .isEqualTo(5);
        assertQuiet(family);
        pictures(job.getUrl() + "train-model/lineage/", "lineage", false);
    }

    private static List<String> texts(BrowserPage page, String selector) {
        JsonNode texts = page.ask("[...document.querySelectorAll(" + BrowserPage.quoted(selector)
                + ")].map(one => one.textContent.trim().replace(/\\s+/g, ' '))");
        return JSON.convertValue(texts, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    @Test
    void shouldTryRulesOverFinishedRunsByTextAndByForm() throws Exception {
        for (int epochs : new int[] {12, 9, 4}) {
            train(new SampleRun("digits", epochs, "run-" + epochs), epochs);
        }
        BrowserPage page = open(job.getUrl() + "train-model/what-if/", 1280);

        assertThat(page.ask("document.getElementById('what-if-rules').value").asText())
                .contains("stopWhen:");
        page.tabTo("#what-if-form");
        page.press(" ");
        page.await("!document.getElementById('what-if-list').hidden");
        page.press(" ");
        page.tabTo("#what-if-rules");
        page.write("stopWhen: [{maxEpochs: 5}]");
        page.tabTo("#what-if-try");
        page.press("Enter");
        page.await("document.querySelector('.train-model').dataset.ready === 'true'");

        assertThat(texts(page, "#what-if-table tbody tr")).hasSize(3);
        assertThat(texts(page, "#what-if-table tbody td:nth-child(2)"))
                .containsExactly("not in 4", "epoch 5 of 9", "epoch 5 of 12");
        assertThat(texts(page, "#what-if-news").get(0)).startsWith("2 of 3 runs would have stopped");
        assertThat(page.ask("document.querySelectorAll('#what-if-charts .plot').length")
                        .asInt())
                .isEqualTo(3);
        page.tabTo("#what-if-copy");
        page.press("Enter");
        page.await("!document.getElementById('what-if-code').hidden");
        assertThat(texts(page, "#what-if-code").get(0)).contains("trainModel spec:", "\"maxEpochs\"");
        assertFits(page, 1280);
        picture(page, "what-if-1280-light");
        assertQuiet(page);

        byForm(page);
        wrong(page);
    }

    private static void byForm(BrowserPage page) {
        page.ask("document.getElementById('what-if-form').click()");
        new TrainingForm(page).add("stopWhen", "Maximum of epochs");
        page.await("!!document.querySelector('#what-if-list input[name=\"_.epochs\"]')");
        page.ask("document.querySelector('#what-if-list input[name=\"_.epochs\"]').value = '3'");
        page.click("#what-if-try");
        page.await("document.querySelector('.train-model').dataset.ready === 'true'");
        assertThat(texts(page, "#what-if-table tbody td:nth-child(2)"))
                .containsExactly("epoch 3 of 4", "epoch 3 of 9", "epoch 3 of 12");
        page.click("#what-if-copy");
        assertThat(texts(page, "#what-if-code").get(0)).contains("stopWhen: [ maxEpochs(epochs: 3) ]");
    }

    private static void wrong(BrowserPage page) {
        page.ask("document.getElementById('what-if-form').click()");
        page.ask("document.getElementById('what-if-rules').value = 'stopWhen: [{maxEpoch: 5}]'");
        page.click("#what-if-try");
        page.await("document.getElementById('what-if-news').textContent.includes('did you mean')");
    }

    @Test
    void shouldLetThoseTryWhoMaySeeTheJobAndNobodyElse() throws Exception {
        train(new SampleRun("digits", 3, "run"), 6);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .onItems(job)
                .to("reader"));
        try {
            WebResponse seen = replay("reader", "stopWhen: [{maxEpochs: 2}]");
            assertThat(seen.getStatusCode()).isEqualTo(200);
            JsonNode run = JSON.readTree(seen.getContentAsString()).at("/runs/0");
            assertThat(run.at("/epoch").asInt()).isEqualTo(2);
            assertThat(run.at("/savedSeconds").asDouble()).isPositive();
            assertThat(replay("reader", "stopWhen: 3").getStatusCode()).isEqualTo(400);
            WebResponse tooLong = replay("reader", " ".repeat(200_001));
            assertThat(tooLong.getStatusCode()).isEqualTo(413);
            assertThat(JSON.readTree(tooLong.getContentAsString())
                            .at("/problem")
                            .asText())
                    .contains("too long");
            assertThat(replay("stranger", "stopWhen: [{maxEpochs: 2}]").getStatusCode())
                    .isEqualTo(404);
            assertThat(get("stranger", "train-model/lineage/json")).isEqualTo(404);
            assertThat(get("reader", "train-model/lineage/json")).isEqualTo(200);
            assertThat(get("reader", "train-model/lineage/curve?run=..%2F..%2Fsecret"))
                    .isEqualTo(404);
            assertThat(get("reader", "train-model/what-if/replay")).isEqualTo(405);
        } finally {
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
            jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
        }
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return client.login(user);
    }

    private WebResponse replay(String user, String rules) throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request =
                new WebRequest(new URL(jenkins.getURL(), job.getUrl() + "train-model/what-if/replay"), HttpMethod.POST);
        client.addCrumb(request);
        List<NameValuePair> parameters = new ArrayList<>(request.getRequestParameters());
        parameters.add(new NameValuePair("text", rules));
        request.setRequestParameters(parameters);
        return client.getPage(request).getWebResponse();
    }

    private int get(String user, String path) throws Exception {
        return client(user)
                .getPage(new URL(jenkins.getURL(), job.getUrl() + path))
                .getWebResponse()
                .getStatusCode();
    }
}
