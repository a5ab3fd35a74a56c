package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.localizer.LocaleProvider;

/** The same pages before somebody whose browser asks for Simplified Chinese. */
class ChineseBrowserITest extends JenkinsBrowserTest {
    /**
     * What a part of a page says without a Chinese character, by its text and by what is read out or shown on top: several
     * words, or one that begins as a title does. What people have named, and code, is the same in every language, and
     * what Jenkins' own parts of a form say comes from a plugin that is not here.
     */
    private static final String ENGLISH = """
            [...document.querySelectorAll('%s')].flatMap(root => [root, ...root.querySelectorAll('*')])
              .filter(one => one.checkVisibility() && !one.closest('bdi, code, pre, svg, script, style, option, .plot'))
              .flatMap(one => [
                ...[...one.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent),
                ...['title', 'aria-label', 'placeholder', 'alt', 'tooltip'].map(name => one.getAttribute(name) ?? ''),
              ])
              .map(text => text.trim())
              .filter(text => !/\\p{Script=Han}/u.test(text))
              .filter(text => /[a-z]{2,} [a-z]{2,}|^[A-Z][a-z]{2,}$/.test(text))
              .filter(text => !/^(Delete|Advanced|Help|Help for feature: .*)$/.test(text))
            """;

    /** What Jenkins itself does when it starts as a web application, which the test's Jenkins is not. */
    @BeforeAll
    static void readTheLanguageOfTheRequest() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
    }

    @AfterAll
    static void readTheLanguageOfTheProcess() {
        LocaleProvider.setProvider(LocaleProvider.DEFAULT);
    }

    @Override
    BrowserPage open(String path, int width) throws Exception {
        return chromium.open()
                .size(width, width < 600 ? 844 : 900)
                .readsAs("zh-CN", "Asia/Shanghai")
                .visit(address(path));
    }

    private static List<String> english(BrowserPage page, String part) {
        assertThat(page.ask("document.querySelectorAll('" + part + "').length").asInt())
                .as(part)
                .isPositive();
        List<String> english = new ArrayList<>();
        page.ask(ENGLISH.formatted(part)).forEach(text -> english.add(text.asText()));
        return english;
    }

    @Test
    void shouldSpeakChineseOnThePagesOfAJob() throws Exception {
        train("digits", 10, Outcome.SUCCESS);
        train("digits", 12, Outcome.FAILURE);
        train("letters", 14, Outcome.UNSTABLE);

        for (String path : List.of("train-model/", "train-model/compare")) {
            BrowserPage page = openReady(job.getUrl() + path, 1280);
            assertThat(english(page, ".train-model")).as(path).isEmpty();
            assertQuiet(page);
        }
        pictures(job.getUrl() + "train-model/", "trends-zh", true);
        pictures(job.getUrl() + "train-model/compare", "compare-zh", true);
    }

    @Test
    void shouldSpeakChineseWhereRulesAreTriedAndWhereRunsComeFrom() throws Exception {
        train("digits", 10, Outcome.SUCCESS);

        BrowserPage page = open(job.getUrl() + "train-model/what-if/", 1280);
        page.click("#what-if-try");
        page.await("document.querySelector('.train-model').dataset.ready === 'true'");

        assertThat(english(page, ".train-model")).isEmpty();
        picture(page, "what-if-zh-1280-light");
        assertQuiet(page);
        assertThat(english(open(job.getUrl() + "train-model/lineage/", 1280), ".train-model"))
                .isEmpty();
    }

    @Test
    void shouldSpeakChineseOnThePagesOfABuild() throws Exception {
        FreeStyleBuild build = build();
        for (int number = 0; number < 5; number++) {
            Outcome outcome = number == 2 ? Outcome.FAILURE : Outcome.SUCCESS;
            SampleRun sample = new SampleRun("run-" + number, number).epochs(1, 5);
            sample.finished(5, outcome).end(build, sample.enter(build), 5, outcome);
        }

        BrowserPage list = open(build.getUrl() + "train-model/", 1280);
        list.await("document.querySelectorAll('#training-runs tbody tr').length === 5");
        assertThat(english(list, "#training-runs, .jenkins-app-bar")).isEmpty();
        assertQuiet(list);
        assertThat(english(open(build.getUrl(), 1280), ".training-summary")).isEmpty();
        pictures(build.getUrl() + "train-model/", "runs-zh", false);
        pictures(build.getUrl(), "build-zh", false);
    }

    @Test
    void shouldSpeakChineseOnThePageOfARun() throws Exception {
        FreeStyleBuild build = train("digits", 10, Outcome.SUCCESS);

        BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 1280);

        assertThat(english(page, ".train-model")).isEmpty();
        assertThat(page.ask("document.querySelector('[data-part=heading]').textContent")
                        .asText())
                .contains("第 10/60 轮次")
                .contains("验证损失");
        assertQuiet(page);
        pictures(build.getUrl() + "train-model/digits/", "run-zh", true);
    }

    @Test
    void shouldSpeakChineseInTheDialogsOfARunThatGoesOn() throws Exception {
        FreeStyleBuild build = build();
        new SampleRun("digits", 3).epochs(1, 6).enter(build);
        BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 390);

        for (String command : List.of("checkpoint", "hold", "extend", "stop")) {
            page.click("[data-command=" + command + "]");
            page.await("document.querySelector('dialog[open]')?.dataset.dialog === '" + command + "'");
            assertThat(english(page, "dialog[open]")).as(command).isEmpty();
            assertFits(page, 390);
            pictureOf(page, "dialog[open]", "steer-" + command + "-zh");
            page.click("dialog[open] [data-id=cancel]");
        }
        assertQuiet(page);
    }

    @Test
    void shouldSpeakChineseOnThePageOfADryRun() throws Exception {
        String path = SampleDryRun.enter(build());

        BrowserPage page = openReady(path, 1280);

        assertThat(english(page, "section[aria-labelledby=checks-title]")).isEmpty();
        assertThat(page.ask("document.getElementById('checks').textContent").asText())
                .contains("失败", "请腾出空间，或调低 checkpoint.keep");
        assertThat(page.ask("document.getElementById('curves').checkVisibility()")
                        .asBoolean())
                .as("nothing was trained that could be drawn")
                .isFalse();
        pictures(path, "dry-run-zh", true);
    }

    @Test
    void shouldSpeakChineseInTheForm() throws Exception {
        TrainingForm form = new TrainingForm(open(job.getUrl() + "configure", 1280));
        form.add("builder", "训练模型");
        form.page().await("!!document.querySelector('[name=\"_.spec\"]')");
        form.offered("stopWhen").forEach(rule -> form.add("stopWhen", rule));
        form.offered("gates").forEach(gate -> form.add("gates", gate));
        form.expand();

        assertThat(english(form.page(), "[name=builder]")).isEmpty();
        assertThat(form.said("spec")).isEqualTo("需要：工作空间中的路径，例如 train.yaml");
        form.write("grace", "five");
        form.awaitError("grace", "允许：时长，例如 90s、5m 或 1h30m");
        assertThat(help(form.page(), "step.TrainModelStep/help/spec")).contains("训练规格，YAML 或 JSON");
        picture(form.page(), "form-zh");
        assertQuiet(form.page());
    }

    private static String help(BrowserPage page, String path) {
        return page.ask("fetch(document.head.dataset.rooturl + '/descriptor/io.jenkins.plugins.trainmodel." + path
                        + "').then(answer => answer.text())")
                .asText();
    }
}
