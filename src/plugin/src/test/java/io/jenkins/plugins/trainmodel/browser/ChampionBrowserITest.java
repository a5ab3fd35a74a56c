package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.reference.Promotions;
import io.jenkins.plugins.trainmodel.reference.SampleNight;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.gate.GateVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates and promotion on the page of a build, and what the trends make of them. */
class ChampionBrowserITest extends JenkinsBrowserTest {

    private FreeStyleBuild night(String outcome, GateVerdict.Answer answer) throws Exception {
        return new SampleNight(jenkins, job).night("digits", outcome, List.of(SampleNight.verdict(answer)));
    }

    @Test
    void shouldPromoteAndDemoteByJenkinsOwnDialogs() throws Exception {
        FreeStyleBuild build = night("success", GateVerdict.Answer.HELD);
        BrowserPage page = open(build.getUrl(), 1280);
        page.await("document.querySelector('.training-gates') !== null");

        page.click("[data-standing=promote]");
        page.await("document.querySelector('dialog[open]')?.textContent.includes('Promote digits?')");
        assertThat(page.ask("document.querySelector('dialog[open] [data-id=ok]').disabled")
                        .asBoolean())
                .as("there is no promotion without a reason")
                .isTrue();
        page.type("dialog[open] [data-id=input]", "better at night");
        page.click("dialog[open] [data-id=ok]");
        page.await("document.querySelector('.training-standing')?.textContent.includes('the champion')");
        assertThat(build.isKeepLog()).isTrue();
        page.await("document.querySelector('.training-standing').textContent.includes('better at night')");

        page.click("[data-standing=demote]");
        page.await("document.querySelector('dialog[open]') !== null");
        page.type("dialog[open] [data-id=input]", "drift");
        page.click("dialog[open] [data-id=ok]");
        page.await("document.querySelector('.training-standing')?.textContent.includes('demoted')");
        assertThat(build.isKeepLog()).isFalse();
        assertQuiet(page);
    }

    @Test
    void shouldLookWellWhereverItIsRead() throws Exception {
        night("success", GateVerdict.Answer.HELD);
        FreeStyleBuild champion = night("success", GateVerdict.Answer.HELD);
        FreeStyleBuild rejected = night("unstable", GateVerdict.Answer.FAILED);
        Promotions.get().promote(champion, "digits", "ada", "better at night");

        pictures(rejected.getUrl(), "gates", false);
        pictures(champion.getUrl(), "champion", false);
        pictures(job.getUrl() + "train-model/", "trend-champion", true);
    }
}
