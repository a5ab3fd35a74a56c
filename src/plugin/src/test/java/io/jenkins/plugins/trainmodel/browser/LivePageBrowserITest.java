package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.ReferenceFile;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a run while it goes on. */
class LivePageBrowserITest extends JenkinsBrowserTest {
    private static final String POINTS =
            "echarts.getInstanceByDom(document.querySelector('#charts-learning .plot')).getOption().series[0].data.length";
    private static final String REFERENCE_POINTS = "[...document.querySelectorAll('#charts-learning .plot')]"
            + ".flatMap(plot => echarts.getInstanceByDom(plot)?.getOption().series ?? [])"
            + ".filter(series => Array.isArray(series.lineStyle?.type)).map(series => series.data.length)";
    private static final String BADGE = "document.querySelector('.title .badge').textContent.trim()";

    private FreeStyleBuild build;
    private SampleRun sample;
    private TrainedRun run;
    private String path;

    @BeforeEach
    void begin() throws Exception {
        build = build();
        sample = new SampleRun("digits", 3).epochs(1, 6);
        run = sample.enter(build);
        path = build.getUrl() + "train-model/digits/";
    }

    private void goOn(int from, int to) throws Exception {
        sample.epochs(from, to).write(TrainingBuildAction.of(build).eventLog(run.getId()));
    }

    private static String button(String command) {
        return "document.querySelector('[data-command=" + command + "]')";
    }

    @Test
    void shouldDrawWhatTheRunHasGainedAndItsEnd() throws Exception {
        BrowserPage page = openReady(path, 1280);
        page.await("Boolean(window.echarts?.getInstanceByDom(document.querySelector('#charts-learning .plot')))");
        int before = page.ask(POINTS).asInt();

        goOn(7, 9);

        page.await(POINTS + " > " + before);
        page.await("document.querySelector('.status').textContent.includes('after epoch 9 of 60')");
        assertThat(page.ask(BADGE).asText()).isEqualTo("running");

        sample.finished(9, Outcome.SUCCESS).end(build, run, 9, Outcome.SUCCESS);
        page.await(BADGE + " === 'success'");
        assertThat(page.ask("document.querySelectorAll('[data-command]').length")
                        .asInt())
                .isZero();
        assertQuiet(page);
    }

    @Test
    void shouldShowTheNewestOfWhatTheModelWrites() throws Exception {
        BrowserPage page = openReady(path, 1280);
        assertThat(page.ask("document.getElementById('written') === null").asBoolean())
                .isTrue();

        write(6, "ROMEO:", "\nBut soft, what light");
        page.await("document.getElementById('written')?.textContent.includes('But soft')");
        write(7, "<img src=x onerror=\"document.title='broken'\">", "x".repeat(4_000));
        page.await("document.getElementById('written').textContent.includes('onerror')");

        assertThat(page.ask("(written => written.indexOf('onerror') < written.indexOf('But soft'))"
                                + "(document.getElementById('written').textContent)")
                        .asBoolean())
                .as("the newest first, and those before it below")
                .isTrue();
        assertThat(page.ask("document.querySelector('#written img') === null && document.title !== 'broken'")
                        .asBoolean())
                .isTrue();
        pictures(path, "run-that-writes", true);
        assertQuiet(page);
    }

    @Test
    void shouldShowWhatARunBeginsWithAndWhatItsImagesBecome() throws Exception {
        FreeStyleBuild tuned = build();
        FineTunedSample.started(5).epochs(1, 6).enter(tuned);
        String tunedPath = tuned.getUrl() + "train-model/" + FineTunedSample.NAME + "/";
        BrowserPage page = openReady(tunedPath, 1280);

        assertThat(page.ask("document.getElementById('timeline').textContent").asText())
                .contains("efficientnet_b0_imagenet1k.pt", "classifier.1.bias");
        page.ask("document.querySelector('#varied img').scrollIntoView()");
        page.await("document.querySelector('#varied img').naturalWidth === 265");
        assertQuiet(page);
        pictures(tunedPath, "run-fine-tuned", true);
    }

    private void write(int epoch, String prompt, String text) throws Exception {
        sample.add(new TrainingEvent.TextWritten(
                        epoch, 180L * epoch, List.of(new TrainingEvent.TextWritten.Text(prompt, text))))
                .write(TrainingBuildAction.of(build).eventLog(run.getId()));
    }

    @Test
    void shouldDrawTheReferenceBehindFromTheFirstSecond() throws Exception {
        StringBuilder curve = new StringBuilder("epoch,step,elapsedSeconds,validation/loss\n");
        IntStream.rangeClosed(1, 40)
                .forEach(epoch ->
                        curve.append("%d,%d,%d,%s\n".formatted(epoch, 180 * epoch, 20 * epoch, 0.3 + 1.0 / epoch)));
        Files.writeString(ReferenceFile.beside(TrainingBuildAction.of(build).eventLog(run.getId())), curve);
        BrowserPage page = openReady(path, 1280);

        page.await(REFERENCE_POINTS + ".includes(40)");
        goOn(7, 9);
        page.await("document.querySelector('.status').textContent.includes('after epoch 9 of 60')");
        page.await(REFERENCE_POINTS + ".includes(40)");

        pictures(path, "run-behind-reference", true);
        assertQuiet(page);
    }

    @Test
    void shouldAskBeforeItStopsAndSayThatItDoesAlsoAfterAReload() throws Exception {
        BrowserPage page = openReady(path, 1280);

        page.click("[data-command=stop]");
        page.await("document.querySelector('dialog[open]')?.textContent.includes('Stop this run?')");
        page.click("dialog[open] [data-id=cancel]");
        page.await("!document.querySelector('dialog[open]')");
        assertThat(sample.live().commands()).isEmpty();

        page.click("[data-command=stop]");
        page.await("document.querySelector('dialog[open] [data-id=ok]') !== null");
        page.click("dialog[open] [data-id=ok]");
        page.await(BADGE + " === 'stopping'");
        assertStopping(page);
        assertThat(sample.live().commands()).containsExactly("stop by anonymous");

        BrowserPage again = openReady(path, 1280);
        assertStopping(again);
        picture(again, "stopping");
        assertQuiet(page);
    }

    private static void assertStopping(BrowserPage page) {
        assertThat(page.ask(BADGE).asText()).isEqualTo("stopping");
        assertThat(page.ask(button("stop") + ".disabled && " + button("checkpoint") + ".disabled")
                        .asBoolean())
                .isTrue();
        assertThat(page.ask(button("kill") + ".hidden").asBoolean()).isFalse();
    }

    @Test
    void shouldKillOnlyWhatStops() throws Exception {
        BrowserPage page = openReady(path, 1280);
        assertThat(page.ask(button("kill") + ".checkVisibility()").asBoolean()).isFalse();
        sample.live().ask("", new Command.Stop("admin"));
        page.await(button("kill") + ".checkVisibility()");

        page.click("[data-command=kill]");
        page.await("document.querySelector('dialog[open]')?.textContent.includes('Kill this run?')");
        picture(page, "kill-dialog");
        page.click("dialog[open] [data-id=ok]");

        page.await(BADGE + " === 'killing'");
        assertThat(sample.live().commands()).containsExactly("stop by admin", "kill by anonymous");
        assertThat(page.ask(button("kill") + ".hidden").asBoolean()).isTrue();
        assertQuiet(page);
    }

    @Test
    void shouldSayWhenARunSavesOrItsAgentIsAway() throws Exception {
        BrowserPage page = openReady(path, 1280);

        sample.live().in(LiveStatus.Phase.PACKAGING);
        page.await(BADGE + " === 'packaging'");
        assertThat(page.ask(button("stop") + ".disabled").asBoolean()).isTrue();

        sample.live().in(LiveStatus.Phase.TRAINING);
        sample.live().awaySince(java.time.Instant.now());
        page.await(BADGE + " === 'agent away'");
        assertThat(page.ask(button("stop") + ".disabled").asBoolean()).isTrue();
        picture(page, "away");
        assertQuiet(page);
    }

    @Test
    void shouldNotAskWhileItIsHidden() throws Exception {
        BrowserPage page = openReady(path, 1280);
        page.ask("Object.defineProperty(document, 'hidden', {configurable: true, get: () => true})");
        page.ask("new Promise(done => setTimeout(done, 3000))");
        long before = dataRequests(page);

        goOn(7, 8);
        page.ask("new Promise(done => setTimeout(done, 4000))");
        assertThat(dataRequests(page)).isEqualTo(before);

        page.ask("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        page.await("document.querySelector('.status').textContent.includes('after epoch 8 of 60')");
        assertThat(dataRequests(page)).isGreaterThan(before);
    }

    private static long dataRequests(BrowserPage page) {
        return page.requests().stream().filter(one -> one.contains("/data?")).count();
    }

    @Test
    void shouldZoomByKeys() throws Exception {
        BrowserPage page = openReady(path, 1280);
        assertThat(page.ask("document.getElementById('reset').disabled").asBoolean())
                .isTrue();

        page.ask("document.querySelector('#charts-learning .plot').focus()");
        page.press("+");
        page.await("!document.getElementById('reset').disabled");
        page.press("0");

        page.await("document.getElementById('reset').disabled");
        assertQuiet(page);
    }

    @Test
    void shouldPrintChartsThatWereNeverInSight() throws Exception {
        BrowserPage page = openReady(path, 1280);
        assertThat(undrawn(page)).isPositive();

        page.send("Page.printToPDF", Map.of());

        assertThat(undrawn(page)).isZero();
        assertQuiet(page);
    }

    private static int undrawn(BrowserPage page) {
        return page.ask(
                        "[...document.querySelectorAll('.chart .plot')].filter(plot => !plot.querySelector('canvas')).length")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource({"1280, 4 4", "1440, 8", "1920, 8", "390, 2 2 2 2"})
    void shouldFillTheRowsOfFiguresEvenly(int width, String rows) throws Exception {
        sample.epochs(7, 9).finished(9, Outcome.SUCCESS).end(build, run, 9, Outcome.SUCCESS);

        BrowserPage page = openReady(path, width);

        assertThat(rows(page, ".tile")).isEqualTo(numbers(rows));
        assertThat(rows(page, ".phases tbody tr")).isEqualTo(numbers(rows));
        assertThat(rows(page, "#charts-system > .chart")).isEqualTo(numbers(width < 600 ? "1 1 1 1 1" : "3 2"));
        assertFits(page, width);
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }

    @Test
    void shouldLookWellWhereverItIsRead() throws Exception {
        pictures(path, "run-live", true);
        sample.epochs(7, 30).finished(30, Outcome.SUCCESS).end(build, run, 30, Outcome.SUCCESS);
        pictures(path, "run-ended", true);
        pictures(build.getUrl(), "build", false);
        assertThat(LiveRuns.get().find(build, run.getId())).isEmpty();
    }
}
