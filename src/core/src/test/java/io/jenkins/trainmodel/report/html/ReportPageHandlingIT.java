package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.browser.BrowserPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a person can do with the page, by mouse and by keyboard. */
class ReportPageHandlingIT extends BrowserTest {
    @Test
    void shouldZoomAllChartsByDraggingAcrossOne() {
        BrowserPage page = open(1440, "light");
        page.await(chart("metric/loss") + " !== undefined");

        page.drag("[data-chart='metric/loss'] canvas", 0.3, 0.6);
        page.await("!document.getElementById('reset').disabled");
        page.await("Math.abs(%s - %s) < 1e-6".formatted(zoomStart("metric/loss"), zoomStart("metric/accuracy")));

        assertThat(page.ask(zoomStart("metric/accuracy")).asDouble()).isCloseTo(8, within(1.5));
        assertThat(page.ask(zoomEnd("metric/accuracy")).asDouble()).isCloseTo(17.5, within(1.5));

        page.ask("document.getElementById('reset').click()");
        page.await(zoomStart("metric/loss") + " === 0 && " + zoomEnd("metric/loss") + " === 30");
    }

    @Test
    void shouldZoomByWheelOnlyWithControlOrFocus() {
        BrowserPage page = open(1440, "light");
        page.await(chart("metric/loss") + " !== undefined");

        page.wheel("[data-chart='metric/loss'] canvas", false);
        page.settle();
        assertThat(page.ask(zoomEnd("metric/loss")).asDouble()).isEqualTo(30);

        page.wheel("[data-chart='metric/loss'] canvas", true);
        page.await(zoomEnd("metric/loss") + " - " + zoomStart("metric/loss") + " < 29");
    }

    @Test
    void shouldZoomByPinching() {
        BrowserPage page = chromium.open().size(375, 800).touchScreen().visit(sample);
        page.ask("document.querySelector('.chart').scrollIntoView({behavior: 'instant'})");
        page.await(chart("metric/loss") + " !== undefined");

        page.pinch("[data-chart='metric/loss'] canvas");

        page.await(zoomEnd("metric/loss") + " - " + zoomStart("metric/loss") + " < 25");
        assertThat(page.ask("document.querySelector('.hint').innerText").asText())
                .startsWith("Pinch");
    }

    @Test
    void shouldSmoothWithACorrectedMovingAverage() {
        BrowserPage page = open(1440, "light");
        page.await(chart("gradientNorm") + " !== undefined");
        List<Double> raw = drawn(page, "gradientNorm", "0");

        page.ask("document.getElementById('smoothing').focus()");
        page.ask(
                "{ const s = document.getElementById('smoothing'); s.value = 0.9; s.dispatchEvent(new Event('input')); }");
        page.await(chart("gradientNorm") + ".getOption().series.length === 3");

        assertThat(drawn(page, "gradientNorm", "0-raw")).isEqualTo(raw);
        List<Double> smooth = drawn(page, "gradientNorm", "0");
        for (int i : new int[] {0, 1, 40, raw.size() - 1}) {
            assertThat(smooth.get(i)).isCloseTo(weightedMean(raw, i, 0.9), within(1e-9));
        }
    }

    /** The mean of the values up to an index, each weighing {@code weight} times the one after it. */
    private static double weightedMean(List<Double> values, int last, double weight) {
        double sum = 0;
        double weights = 0;
        double own = 1;
        for (int i = last; i >= 0; i--) {
            if (values.get(i) != null) {
                sum += own * values.get(i);
                weights += own;
                own *= weight;
            }
        }
        return sum / weights;
    }

    @Test
    void shouldSwitchTheAxisOfAllCharts() {
        BrowserPage page = open(1440, "light");

        page.ask("document.querySelector('input[value=steps]').click()");
        page.await(chart("metric/loss") + ".getOption().xAxis[0].max === 1350");
        page.ask("document.querySelector('input[value=seconds]').click()");
        page.await("Math.abs(" + chart("metric/loss") + ".getOption().xAxis[0].max - 52.35) < 0.01");
    }

    @Test
    void shouldHideALineByItsLegend() {
        BrowserPage page = open(1440, "light");
        page.await(chart("metric/accuracy") + " !== undefined");

        page.ask("document.querySelector('[data-chart=\"metric/accuracy\"] .legend button').click()");

        page.await(chart("metric/accuracy") + ".getOption().series.length === 2");
        assertThat(page.ask(chart("metric/accuracy") + ".getOption().series[0].name")
                        .asText())
                .isEqualTo("validation");
    }

    @Test
    void shouldSwitchToALogarithmicAxis() {
        BrowserPage page = open(1440, "light");
        page.await(chart("metric/loss") + " !== undefined");

        page.ask("document.querySelector('[data-chart=\"metric/loss\"] .tools button').click()");

        page.await(chart("metric/loss") + ".getOption().yAxis[0].type === 'log'");
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void shouldNameAllValuesWhereTheMouseIs() {
        BrowserPage page = open(1440, "light");
        page.await(chart("metric/loss") + " !== undefined");

        page.hover("[data-chart='metric/loss'] canvas", 0.2, 0.5);
        page.hover("[data-chart='metric/loss'] canvas", 0.5, 0.5);
        page.await("document.querySelector('.tip-body')?.checkVisibility() === true");

        assertThat(page.ask("document.querySelector('.tip-body').innerText").asText())
                .containsSubsequence("Epoch 1", "step", "train", "validation", "train, within epochs");
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void shouldSaveAChartAsPicture() throws Exception {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        chromium.send(
                "", "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        BrowserPage page = open(1440, "light");
        page.await(chart("metric/loss") + " !== undefined");

        page.ask("document.querySelector('[data-chart=\"metric/loss\"] .tools button:last-child').click()");

        Path picture = downloads.resolve("digits-Loss.png");
        page.settle();
        assertThat(picture).exists();
        assertThat(ImageIO.read(picture.toFile()).getHeight()).isGreaterThan(500);
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void shouldFindInTheSpecification() {
        BrowserPage page = open(1440, "light");

        page.ask("{ const s = document.getElementById('search-text'); s.value = 'EARLY patience'; "
                + "s.dispatchEvent(new Event('input')); }");

        assertThat(page.ask("[...document.querySelectorAll('#specification-table tbody tr')]"
                                + ".filter(row => !row.hidden).map(row => row.cells[0].textContent).join(' ')")
                        .asText())
                .isEqualTo("stopWhen earlyStopping patience");
    }

    @Test
    void shouldWorkWithTheKeyboardAlone() {
        BrowserPage page = open(1440, "light");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            page.press("Tab");
            reached.add(page.ask("document.activeElement.id || document.activeElement.className "
                            + "|| document.activeElement.name || document.activeElement.textContent")
                    .asText());
            assertThat(page.ask("getComputedStyle(document.activeElement.closest('.segments label')"
                                    + "?.querySelector('span') ?? document.activeElement).outlineStyle")
                            .asText())
                    .isEqualTo("solid");
            if (reached.contains("plot")) {
                break;
            }
        }
        assertThat(reached).startsWith("skip", "theme").contains("axis", "smoothing", "chip", "plot");

        page.press("+");
        page.await(zoomStart("metric/loss") + " > 1");
        page.press("ArrowRight");
        page.press("0");
        page.await(zoomStart("metric/loss") + " === 0");
    }

    private static String zoomStart(String key) {
        return chart(key) + ".getOption().dataZoom[0].startValue";
    }

    private static String zoomEnd(String key) {
        return chart(key) + ".getOption().dataZoom[0].endValue";
    }
}
