package io.jenkins.plugins.trainmodel.reference;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.OneJenkinsTest;
import io.jenkins.plugins.trainmodel.reference.ReferenceWish.Kind;
import io.jenkins.trainmodel.gate.GateVerdict;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Champions: their builds are kept, and what a person keeps stays kept. */
class PromotionITest extends OneJenkinsTest {
    private FreeStyleProject job;
    private SampleNight nights;

    @BeforeEach
    void createJob() throws Exception {
        job = jenkins.createFreeStyleProject("nightly");
        nights = new SampleNight(jenkins, job);
    }

    private void promote(Run<?, ?> build) throws Exception {
        assertThat(Promotions.get()
                        .promote(build, "digits", "ada", "better at night")
                        .done())
                .isTrue();
    }

    private static boolean isChampion(Run<?, ?> build) {
        return StandingAction.of(build).find("digits").orElseThrow().isChampion();
    }

    private JenkinsRule.WebClient browser() {
        JenkinsRule.WebClient browser = jenkins.createWebClient();
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return browser;
    }

    @Test
    void shouldKeepTheChampionUntilTheNextAndNeverLetGoWhatAPersonKeeps() throws Exception {
        FreeStyleBuild first = nights.accepted();
        FreeStyleBuild second = nights.accepted();
        FreeStyleBuild third = nights.accepted();
        second.keepLog(true);

        promote(first);
        assertThat(first.isKeepLog()).isTrue();
        promote(second);
        assertThat(first.isKeepLog()).isFalse();
        promote(third);

        assertThat(second.isKeepLog()).as("what a person keeps").isTrue();
        assertThat(third.isKeepLog()).isTrue();
        // A person lets go of the champion and thinks better of it: from then on it is theirs.
        third.keepLog(false);
        third.keepLog(true);
        FreeStyleBuild fourth = nights.accepted();
        promote(fourth);
        assertThat(third.isKeepLog()).isTrue();
        assertThat(List.of(isChampion(first), isChampion(second), isChampion(third), isChampion(fourth)))
                .containsExactly(false, false, false, true);
    }

    @Test
    void shouldBeKnownAfterARestartAndMakeTheOneBeforeChampionAgain() throws Exception {
        FreeStyleBuild first = nights.accepted();
        FreeStyleBuild second = nights.rejected();
        promote(first);
        promote(second);
        jenkins.jenkins.reload();
        job = jenkins.jenkins.getItemByFullName("nightly", FreeStyleProject.class);
        Run<?, ?> again = job.getBuildByNumber(second.getNumber());
        assertThat(isChampion(again)).isTrue();
        Run<?, ?> asking = jenkins.buildAndAssertSuccess(job);
        ReferenceWish lastAccepted = new ReferenceWish(Kind.LAST_ACCEPTED, "", "", "", "");
        assertThat(((Finding.Found) new ReferenceLookup(asking, "digits", lastAccepted).find()).build())
                .as("a person's promotion counts")
                .isEqualTo(again);

        Promotions.Answer answer = Promotions.get().demote(again, "digits", "bob", "labels were wrong");

        assertThat(answer.words()).contains("nightly #1 is the champion again");
        assertThat(again.isKeepLog()).isFalse();
        assertThat(job.getBuildByNumber(1).isKeepLog()).isTrue();
        assertThat(((Finding.Found) new ReferenceLookup(asking, "digits", lastAccepted).find())
                        .build()
                        .getNumber())
                .isEqualTo(1);
    }

    @Test
    void shouldShowGatesBadgeAndTheStableAddressOfTheChampion() throws Exception {
        FreeStyleBuild first = nights.accepted();
        FreeStyleBuild second = nights.rejected();
        try (JenkinsRule.WebClient browser = browser()) {
            assertThat(browser.goTo(job.getUrl() + "train-model/champion/", null)
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(404);
            promote(first);

            String rejected = browser.getPage(second).getWebResponse().getContentAsString();
            assertThat(rejected)
                    .contains("not accepted", "validation/f1 at least 0.95", "0.9 &lt;b>&amp;&lt;/b>", "Promote");
            assertThat(browser.getPage(first).getWebResponse().getContentAsString())
                    .contains("the champion", "ada", "better at night", "Demote");
            assertThat(browser.getPage(job, "buildHistory/ajax")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("digits: champion");
            assertThat(browser.getPage(job, "train-model/").getWebResponse().getContentAsString())
                    .contains("training-champion", "#1", "better at night");
            assertThat(browser.goTo(job.getUrl() + "train-model/champion/", null)
                            .getUrl()
                            .getPath())
                    .endsWith("/job/nightly/1/train-model/digits/");
            assertThat(browser.goTo(job.getUrl() + "train-model/champion/model/model.pt", null)
                            .getWebResponse()
                            .getContentAsString())
                    .isEqualTo("parameters of build 1");
            assertThat(browser.goTo(job.getUrl() + "train-model/trend", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("\"promotion\":\"champion\"", "\"gates\":\"validation/f1 at least 0.95\"");
        }
    }

    @Test
    void shouldLetThoseWhoMayPromoteByPostWithAReason() throws Exception {
        FreeStyleBuild build = nights.night("digits", "success", List.of(SampleNight.verdict(GateVerdict.Answer.HELD)));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("ada")
                .grant(Run.UPDATE)
                .everywhere()
                .to("uma"));
        String address = build.getUrl() + "train-model-standing/promote?run=digits&reason=";

        assertThat(post("bob", address + "mine")).isEqualTo(403);
        assertThat(post("ada", address)).isEqualTo(400);
        try (JenkinsRule.WebClient ada = browser().login("ada")) {
            assertThat(ada.goTo(address + "mine", null).getWebResponse().getStatusCode())
                    .isEqualTo(405);
        }
        assertThat(isChampion(build)).isFalse();
        assertThat(post("ada", address + "better+calibrated")).isEqualTo(200);

        RunStanding standing = StandingAction.of(build).find("digits").orElseThrow();
        assertThat(standing.isChampion()).isTrue();
        assertThat(standing.getBy()).isEqualTo("ada");
        assertThat(standing.getReason()).isEqualTo("better calibrated");
        assertThat(build.isKeepLog()).isTrue();
        assertThat(post("uma", address.replace("promote", "demote") + "drift")).isEqualTo(200);
        assertThat(build.isKeepLog()).isFalse();
    }

    private int post(String person, String address) throws Exception {
        try (JenkinsRule.WebClient client = browser().login(person)) {
            URL url = client.createCrumbedUrl(address);
            return client.getPage(new WebRequest(url, HttpMethod.POST))
                    .getWebResponse()
                    .getStatusCode();
        }
    }
}
