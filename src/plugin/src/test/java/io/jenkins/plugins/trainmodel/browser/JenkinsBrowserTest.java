package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.trainmodel.page.SampleMachine;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.browser.Chromium;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.stop.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Pages of a real controller in a real browser, as people meet them; skipped where there is no browser. */
@WithJenkins
abstract class JenkinsBrowserTest {
    /** Where pictures of the pages go, for people to look at; nowhere without it. */
    private static final Optional<Path> PICTURES =
            Optional.ofNullable(System.getProperty("pictures")).map(Path::of);

    /** What a dark theme of Jenkins sets, since Jenkins itself has none. */
    private static final String DARK = """
            document.documentElement.dataset.theme = 'dark';
            document.documentElement.style.cssText += `color-scheme: dark; --background: #15161a; --text-color: #e6e7eb;
              --text-color-secondary: #a0a3ad; --card-background: #1c1e24; --link-color: #7cb8ff; --input-color: #1c1e24;
              --header-background: #101114; --table-background: #1c1e24; --table-header-background: #1c1e24;
              --table-body-background: #1c1e24; --button-background: #2a2d35; --item-background--hover: #2a2d35;`;
            """;

    static JenkinsRule jenkins;
    static Chromium chromium;

    FreeStyleProject job;

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        chromium = Chromium.startOrSkip("the browser tests of Jenkins' pages");
    }

    @BeforeEach
    void createJob() throws Exception {
        job = jenkins.createFreeStyleProject();
        job.setDisplayName("Digits nightly");
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @AfterAll
    static void endBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    FreeStyleBuild build() throws Exception {
        return jenkins.buildAndAssertSuccess(job);
    }

    /** A run that has ended in a build of its own. */
    FreeStyleBuild train(String name, int epochs, Outcome outcome) throws Exception {
        FreeStyleBuild build = build();
        SampleRun sample = new SampleRun(name, build.getNumber()).epochs(1, epochs);
        sample.finished(epochs, outcome).end(build, sample.enter(build), epochs, outcome);
        return build;
    }

    /** A run that has ended in a build of its own, on a machine that says this of itself, and with this bottleneck. */
    FreeStyleBuild trainOn(String device, int replicas, BottleneckFound... found) throws Exception {
        FreeStyleBuild build = build();
        SampleRun sample =
                new SampleRun("digits", build.getNumber(), SampleMachine.environment(device, replicas)).epochs(1, 10);
        for (BottleneckFound told : found) {
            sample.add(told);
        }
        sample.finished(10, Outcome.SUCCESS).end(build, sample.enter(build), 10, Outcome.SUCCESS);
        return build;
    }

    static URI address(String path) throws Exception {
        return URI.create(jenkins.getURL() + path);
    }

    BrowserPage open(String path, int width) throws Exception {
        return chromium.open().size(width, width < 600 ? 844 : 900).visit(address(path));
    }

    /** Opens a page whose script says when it has drawn what there is. */
    BrowserPage openReady(String path, int width) throws Exception {
        BrowserPage page = open(path, width);
        page.await("document.querySelector('.train-model')?.dataset.ready === 'true'");
        return page;
    }

    static void darken(BrowserPage page) {
        page.ask(DARK);
        page.settle();
    }

    /** Nothing went wrong in the browser: no error, no refusal by the content security policy, no failed request. */
    static void assertQuiet(BrowserPage page) {
        assertThat(page.problems()).isEmpty();
    }

    /** A phone widens its view where a page is too wide, so the page is held against the width that was asked for. */
    static void assertFits(BrowserPage page, int width) {
        assertThat(page.ask("document.documentElement.scrollWidth").asInt())
                .as("the page's width")
                .isLessThanOrEqualTo(width);
    }

    /** How many elements stand in each row of them, from the top. */
    static List<Integer> rows(BrowserPage page, String selector) {
        List<Integer> rows = new ArrayList<>();
        page.ask("Object.values(Object.groupBy(document.querySelectorAll(" + BrowserPage.quoted(selector)
                        + "), one => Math.round(one.getBoundingClientRect().top)))"
                        + ".sort(([one], [other]) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)"
                        + ".map(row => row.length)")
                .forEach(row -> rows.add(row.asInt()));
        return rows;
    }

    static void picture(BrowserPage page, String name) throws Exception {
        if (PICTURES.isPresent()) {
            Files.createDirectories(PICTURES.get());
            page.ask("dispatchEvent(new Event('beforeprint'))");
            page.settle();
            page.screenshotOfAll(PICTURES.get().resolve(name + ".png"));
        }
    }

    /** Takes a picture of a part of a page. */
    static void pictureOf(BrowserPage page, String selector, String name) throws Exception {
        if (PICTURES.isPresent()) {
            Files.createDirectories(PICTURES.get());
            page.screenshotOf(selector, PICTURES.get().resolve(name + ".png"));
        }
    }

    /** Takes pictures of a page on a desk and on a phone, light and dark. */
    void pictures(String path, String name, boolean ready) throws Exception {
        for (int width : List.of(1280, 390)) {
            BrowserPage page = ready ? openReady(path, width) : open(path, width);
            page.settle();
            assertFits(page, width);
            picture(page, name + "-" + width + "-light");
            darken(page);
            picture(page, name + "-" + width + "-dark");
            assertQuiet(page);
        }
    }
}
