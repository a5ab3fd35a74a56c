package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.SampleMachine;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.planned.StopLog;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.localizer.LocaleProvider;

/** The same pages before somebody whose browser asks for Simplified Chinese. */
class ChineseBrowserITest extends JenkinsBrowserTest {
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

    @Test
    void shouldSpeakChineseOnThePagesOfAJob() throws Exception {
        train("digits", 10, Outcome.SUCCESS);
        train("digits", 12, Outcome.FAILURE);
        train("letters", 14, Outcome.UNSTABLE);
        trainOn("gpu0 (NVIDIA L4)", 1, SampleMachine.found("data", "disk", "", 0.2));
        trainOn("cpu", 2, SampleMachine.unmeasured());

        for (String path : List.of("train-model/", "train-model/compare")) {
            BrowserPage page = openReady(job.getUrl() + path, 1280);
            assertThat(ForeignWords.english(page, ".train-model")).as(path).isEmpty();
            assertThat(ForeignWords.wholly(page, ".train-model h3")).as(path).isEmpty();
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

        assertThat(ForeignWords.english(page, ".train-model")).isEmpty();
        picture(page, "what-if-zh-1280-light");
        assertQuiet(page);
        assertThat(ForeignWords.english(open(job.getUrl() + "train-model/lineage/", 1280), ".train-model"))
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
        assertThat(ForeignWords.english(list, "#training-runs, .jenkins-app-bar"))
                .isEmpty();
        assertQuiet(list);
        assertThat(ForeignWords.english(open(build.getUrl(), 1280), ".training-summary"))
                .isEmpty();
        pictures(build.getUrl() + "train-model/", "runs-zh", false);
        pictures(build.getUrl(), "build-zh", false);
    }

    @Test
    void shouldSpeakChineseOnThePageOfARun() throws Exception {
        FreeStyleBuild build = train("digits", 10, Outcome.SUCCESS);

        BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 1280);

        assertThat(ForeignWords.english(page, ".train-model")).isEmpty();
        assertThat(page.ask("document.querySelector('[data-part=heading]').textContent")
                        .asText())
                .contains("第 10/60 轮次")
                .contains("验证损失");
        assertThat(page.ask("document.getElementById('rules').textContent").asText())
                .contains("第 10/60 轮次已完成", "没有优于", "未达到至少 0.985", "所有指标都是有限值且在界限之内")
                .doesNotContain("epoch", "improved", "finite");
        assertQuiet(page);
        pictures(build.getUrl() + "train-model/digits/", "run-zh", true);
    }

    @Test
    void shouldSpeakChineseOfTheWayOfTheData() throws Exception {
        FreeStyleBuild build =
                trainOn("gpu0 (NVIDIA L4)", 1, SampleMachine.found("compute", "precision", "training.precision", 0.4));

        BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 1280);

        assertThat(ForeignWords.english(page, "#time")).isEmpty();
        assertThat(page.ask("document.querySelector('.stages .bottleneck').textContent")
                        .asText())
                .contains("运算", "瓶颈", "40 %");
        pictures(build.getUrl() + "train-model/digits/", "run-stages-zh", true);
    }

    @Test
    void shouldSpeakChineseOfWhatARunBeginsWith() throws Exception {
        FreeStyleBuild build = build();
        FineTunedSample.started(5).epochs(1, 6).enter(build);
        String path = build.getUrl() + "train-model/" + FineTunedSample.NAME + "/";

        BrowserPage page = openReady(path, 1280);

        assertThat(ForeignWords.english(page, ".train-model")).isEmpty();
        assertThat(page.ask("document.querySelector('#varied img').alt").asText())
                .startsWith("4 幅训练图像");
        assertQuiet(page);
        pictures(path, "run-fine-tuned-zh", true);
    }

    @Test
    void shouldSpeakChineseAtAPlannedStop() throws Exception {
        FreeStyleBuild build = build();
        SampleRun sample = new SampleRun("digits", 3).epochs(1, 6);
        sample.enter(build);
        WaitingSample waiting = new WaitingSample(sample.live());
        LiveRuns.get().enter(build, "digits", waiting);
        WaitingSample.answeredBefore(build, "digits");
        waiting.stopAt(6);

        String path = build.getUrl() + "train-model/digits/";
        BrowserPage page = openReady(path, 1280);

        page.click(".training-question summary");
        assertThat(ForeignWords.english(page, ".train-model")).isEmpty();
        assertThat(ForeignWords.wholly(page, ".training-question-fields label span"))
                .isEmpty();
        assertThat(page.ask("document.querySelector('.title .badge').textContent")
                        .asText())
                .isEqualTo("等待答复");
        assertThat(page.ask("document.querySelector('.train-model').textContent")
                        .asText())
                .contains("正在等待答复，已完成第 6/60 轮次；最佳 验证损失");
        assertThat(page.ask("document.getElementById('timeline').textContent").asText())
                .contains("在第 6 轮次后等待答复", "已答复：继续", "ada");
        assertThat(page.ask("document.querySelector('#planned-stops time').textContent")
                        .asText())
                .contains(
                        "年",
                        byTheClockOfShanghai(StopLog.of(build, "digits").get(0).at()));
        assertQuiet(page);
        pictures(path, "planned-stop-zh", true);
    }

    private static String byTheClockOfShanghai(long milliseconds) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .format(Instant.ofEpochMilli(milliseconds).atZone(ZoneId.of("Asia/Shanghai")));
    }

    @Test
    void shouldSpeakChineseInTheGlobalConfiguration() throws Exception {
        BrowserPage page = open("manage/configure", 1280);
        page.await("!!document.querySelector('[name=\"_.maximumEventLogMegabytes\"]')");

        for (String field : List.of("_.maximumEventLogMegabytes", "_.privateAddressesAllowed")) {
            String section = "section.jenkins-section:has([name=\"" + field + "\"])";
            assertThat(ForeignWords.english(page, section)).as(field).isEmpty();
            pictureOf(page, section, "configuration" + field + "-zh");
        }
    }

    @Test
    void shouldSpeakChineseInTheDialogsOfARunThatGoesOn() throws Exception {
        FreeStyleBuild build = build();
        SampleRun sample = new SampleRun("digits", 3).epochs(1, 6);
        sample.enter(build);
        BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 390);

        for (String command : List.of("checkpoint", "hold", "extend", "change", "stop")) {
            page.click("[data-command=" + command + "]");
            page.await("document.querySelector('dialog[open]')?.dataset.dialog === '" + command + "'");
            assertThat(ForeignWords.english(page, "dialog[open]")).as(command).isEmpty();
            assertFits(page, 390);
            pictureOf(page, "dialog[open]", "steer-" + command + "-zh");
            page.click("dialog[open] [data-id=cancel]");
        }
        assertThat(ForeignWords.wholly(page, "[data-dialog=change] .training-fields label span"))
                .isEmpty();
        assertQuiet(page);

        sample.live().in(LiveStatus.Phase.PACKAGING);
        assertThat(page.ask("fetch('checkpoint', {method: 'POST', headers: crumb.wrap({})}).then(one => one.text())")
                        .asText())
                .contains("打包中");
    }

    @Test
    void shouldSpeakChineseOnThePageOfADryRun() throws Exception {
        String path = SampleDryRun.enter(build());

        BrowserPage page = openReady(path, 1280);

        assertThat(ForeignWords.english(page, "section[aria-labelledby=checks-title]"))
                .isEmpty();
        assertThat(page.ask("document.getElementById('checks').textContent").asText())
                .contains("失败", "请腾出空间，或调低 checkpoint.keep");
        assertThat(page.ask("document.querySelector('[data-part=heading]').textContent")
                        .asText())
                .contains("试运行：6 项检查中有 1 项失败", "请腾出空间");
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

        assertThat(ForeignWords.english(form.page(), "[name=builder]")).isEmpty();
        assertThat(ForeignWords.wholly(form.page(), "[name=builder] option")).isEmpty();
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
