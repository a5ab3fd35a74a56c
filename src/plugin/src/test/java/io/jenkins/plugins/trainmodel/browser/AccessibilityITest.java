package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No barrier of ours on any page: what axe finds within our parts, beyond what Jenkins' own frame brings. */
class AccessibilityITest extends JenkinsBrowserTest {

    @Test
    void shouldHaveNoBarrierOnAnyPage() throws Exception {
        train("digits", 8, Outcome.SUCCESS);
        train("digits", 9, Outcome.FAILURE);
        FreeStyleBuild build = build();
        new SampleRun("digits", 1).epochs(1, 6).enter(build);
        SampleRun asking = new SampleRun("letters", 2).epochs(1, 6);
        asking.enter(build);
        FreeStyleBuild ended = train("digits", 12, Outcome.SUCCESS);
        writeDeliveries(ended);

        List<String> barriers = new ArrayList<>();
        BrowserPage live = openReady(build.getUrl() + "train-model/digits/", 1280);
        barriers.addAll(look(live, ".train-model"));
        for (String command : List.of("extend", "change", "stop")) {
            live.click("[data-command=" + command + "]");
            barriers.addAll(look(live, "dialog[open]"));
            live.press("Escape");
        }
        WaitingSample waiting = new WaitingSample(asking.live());
        LiveRuns.get().enter(build, "letters", waiting);
        WaitingSample.answeredBefore(build, "letters");
        waiting.stopAt(6);
        barriers.addAll(look(openReady(build.getUrl() + "train-model/letters/", 390), ".train-model"));
        BrowserPage tried = openReady(SampleDryRun.enter(build()), 1280);
        barriers.addAll(look(tried, ".train-model"));
        picture(tried, "dry-run-1280-light");
        BrowserPage phone = openReady(ended.getUrl() + "train-model/digits/", 390);
        barriers.addAll(look(phone, ".train-model"));
        assertThat(phone.ask("document.getElementById('deliveries').getBoundingClientRect().right <= innerWidth")
                        .asBoolean())
                .as("the table of reports fits on a phone")
                .isTrue();
        barriers.addAll(look(openReady(job.getUrl() + "train-model/", 1280), ".train-model"));
        barriers.addAll(look(openReady(job.getUrl() + "train-model/compare", 1280), ".train-model"));
        barriers.addAll(look(open(job.getUrl() + "train-model/lineage/", 1280), ".train-model"));
        barriers.addAll(look(open(job.getUrl() + "train-model/what-if/", 390), ".train-model"));
        barriers.addAll(look(open(build.getUrl() + "train-model/", 1280), "#main-panel"));
        barriers.addAll(look(open(build.getUrl(), 1280), ".training-summary"));

        assertThat(barriers).isEmpty();
    }

    /** The page of the run says what was sent, as {@code DeliveryLog} keeps it. */
    private static void writeDeliveries(FreeStyleBuild build) throws Exception {
        Files.writeString(TrainingBuildAction.of(build).directory("digits").resolve("deliveries.json"), """
                [{"time": 1795770000000, "receiver": "https://hooks.example.org:8443", "attempt": 1, "fate": "again",
                  "delivery": "0b8f", "words": "no answer within 30 s", "againAfterSeconds": 5},
                 {"time": 1795770035000, "receiver": "https://hooks.example.org:8443", "attempt": 2, "fate": "arrived",
                  "delivery": "0b8f", "words": "answered 200", "againAfterSeconds": 0}]
                """);
    }

    private static List<String> look(BrowserPage page, String part) throws Exception {
        page.settle();
        page.ask(axe() + "; true");
        JsonNode found = page.ask("axe.run(document.querySelector('" + part + "'), {resultTypes: ['violations']})"
                + ".then(result => result.violations.flatMap(rule => rule.nodes.map(node => "
                + "`${location.pathname} ${rule.id}: ${node.target} ${node.html.slice(0, 160)}`)))");
        List<String> barriers = new ArrayList<>();
        found.forEach(one -> barriers.add(one.asText()));
        return barriers;
    }

    private static String axe() throws Exception {
        try (InputStream script = AccessibilityITest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
