package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things stand on the page: nothing below another thing that could stand beside it, nothing over another. */
class ReportPageLayoutIT extends BrowserTest {
    private static BrowserPage show(ReportData run, int width) throws IOException {
        Path file = folder.resolve("run.html");
        ReportPage.write(file, run);
        BrowserPage page = chromium.open().size(width, 900).visit(file);
        page.await("document.documentElement.dataset.ready === 'true'");
        return page;
    }

    private static List<Double> tops(BrowserPage page, String selector) {
        List<Double> tops = new ArrayList<>();
        page.ask("[...document.querySelectorAll(\"%s\")].map(one => one.getBoundingClientRect().top)"
                        .formatted(selector))
                .forEach(top -> tops.add(top.asDouble()));
        return tops;
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 900})
    void shouldPutTwoChartsInARowAndThoseOfSettingsInOneBelow(int width) {
        BrowserPage page = open(width, "light");

        assertThat(Set.copyOf(tops(page, "[data-chart='metric/loss'], [data-chart='metric/accuracy']")))
                .hasSize(1);
        assertThat(Set.copyOf(
                        tops(page, "[data-chart=learningRate], [data-chart=gradientNorm], [data-chart=throughput]")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1280, 1", "1100, 2", "390, 4"})
    void shouldAlignTheFiguresAtTheTop(int width, int rows) {
        BrowserPage page = open(width, "light");

        assertThat(tops(page, ".tile")).hasSize(8);
        assertThat(new TreeSet<>(tops(page, ".tile"))).hasSize(rows);
        assertThat(new TreeSet<>(tops(page, ".tile strong")))
                .as("figures of a row")
                .hasSize(rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 900, 390})
    void shouldFillEveryRowOfSmallCharts(int width) {
        BrowserPage page = open(width, "light");

        assertThat(page.ask("""
                [...document.querySelectorAll('.charts:is(.dense, .small)')].filter(place => place.children.length)
                  .every(place => Math.abs(place.lastElementChild.getBoundingClientRect().right
                    - place.getBoundingClientRect().right) < 1)""").asBoolean()).isTrue();
    }

    @Test
    void shouldKeepThePictureOfAChartThatIsHiddenForAWhile() {
        BrowserPage page = open(1280, "light");
        String width =
                "echarts.getInstanceByDom(document.querySelector('[data-chart=\"metric/loss\"] .plot')).getWidth()";
        int drawn = page.ask(width).asInt();

        page.ask("document.getElementById('charts-learning').style.display = 'none'");
        page.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        assertThat(page.ask(width).asInt()).isEqualTo(drawn).isGreaterThan(400);
    }

    @Test
    void shouldDrawOnlyMachineChartsThatHoldSomething() throws IOException {
        MetricSeries once = new MetricSeries(
                "process/rss", Sampling.TELEMETRY, new double[] {1}, new double[] {5}, new double[] {1e9});
        MetricSeries twice = new MetricSeries(
                "host/cpu", Sampling.TELEMETRY, new double[] {1, 2}, new double[] {5, 10}, new double[] {0.5, 0.6});

        assertThat(new CurveBuilder(SampleRun.ofEpochs(1)
                                .withoutMachine()
                                .with(once)
                                .with(twice)
                                .build())
                        .build()
                        .charts())
                .filteredOn(chart -> chart.section().equals("system"))
                .extracting(CurveData.Chart::key)
                .containsExactly("cpu");
        assertThat(show(SampleRun.ofEpochs(1).withoutMachine().with(once).build(), 1280)
                        .ask("document.getElementById('system').hidden")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldLetNoMarkOfAnEpochCoverAnother() throws IOException {
        long step = 14 * 45;
        ReportData run = SampleRun.ofEpochs(14)
                .with(new Intervention.HyperparameterChanged("training.gradientClip", "1", "2", "ada", 14, step))
                .with(new TrainingEvent.Resumed("000014", 14, step, 24, false, Map.of(), Optional.empty()))
                .stillRunning()
                .build();
        BrowserPage page = show(run, 1280);
        page.await(chart("metric/loss") + " !== undefined");

        JsonNode places = page.ask("""
                (() => {
                  const chart = %s;
                  return chart.getOption().series.at(-1).markLine.data.filter(one => one.xAxis !== undefined)
                    .map(one => chart.convertToPixel({xAxisIndex: 0}, one.xAxis)).sort((a, b) => a - b);
                })()""".formatted(chart("metric/loss")));

        assertThat(places.size()).isGreaterThanOrEqualTo(4);
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i).asDouble() - places.get(i - 1).asDouble()).isGreaterThan(2.5);
        }
    }

    @Test
    void shouldLabelWholeEpochsAlsoOfTheFirst() throws IOException {
        BrowserPage page = show(SampleRun.ofEpochs(1).stillRunning().build(), 1280);
        page.await(chart("metric/accuracy") + " !== undefined");

        JsonNode axis = page.ask(chart("metric/accuracy") + ".getOption().xAxis[0]");
        JsonNode labels = page.ask(chart("metric/accuracy")
                + ".getModel().getComponent('xAxis').axis.getViewLabels().map(one => one.tickValue)");

        assertThat(axis.path("max").asDouble()).isGreaterThan(1);
        assertThat(labels)
                .extracting(JsonNode::asDouble)
                .contains(0.0, 1.0)
                .allSatisfy(label -> assertThat(label == Math.rint(label)
                                || label.equals(axis.path("max").asDouble()))
                        .isTrue());
    }

    @Test
    void shouldNotLabelAPartOfAnEpochAtTheEnd() throws IOException {
        MetricSeries ahead = new MetricSeries(
                "train/loss", Sampling.STEP, new double[] {14 * 45 + 27}, new double[] {40}, new double[] {0.5});
        BrowserPage page =
                show(SampleRun.ofEpochs(14).with(ahead).stillRunning().build(), 1280);
        page.await(chart("metric/loss") + " !== undefined");

        JsonNode axis = page.ask(chart("metric/loss") + ".getOption().xAxis[0]");

        assertThat(axis.path("max").asDouble()).isGreaterThan(14).isLessThan(15);
        assertThat(axis.path("axisLabel").path("showMaxLabel").asBoolean(true)).isFalse();
    }

    @Test
    void shouldDrawAllForPaperAlsoWhatWasNeverInSight() {
        BrowserPage page = open(1280, "light");

        page.ask("dispatchEvent(new Event('beforeprint'))");

        assertThat(page.ask("[...document.querySelectorAll('.plot')].every(one => one.querySelector('canvas'))")
                        .asBoolean())
                .isTrue();
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void shouldHaveHeadingsInOrderAndRegionsWithNamesOfTheirOwn() {
        BrowserPage page = open(1280, "light");

        assertThat(page.ask("""
                        [...document.querySelectorAll('h1, h2, h3, h4')].map(one => Number(one.tagName[1]))
                          .every((level, i, all) => i === 0 ? level === 1 : level <= all[i - 1] + 1)""").asBoolean()).isTrue();
        assertThat(page.ask("""
                        (() => {
                          const names = [...document.querySelectorAll('section, [role=region]')].map(one =>
                            one.getAttribute('aria-label')
                              ?? document.getElementById(one.getAttribute('aria-labelledby')).textContent);
                          return names.length - new Set(names).size;
                        })()""").asInt()).isZero();
    }

    @Test
    void shouldOfferNoControlsWhereThereAreNoCurves() throws IOException {
        ReportPage.write(folder.resolve("nothing.html"), new RunHistory());
        BrowserPage page = chromium.open().size(1280, 900).visit(folder.resolve("nothing.html"));
        page.await("document.documentElement.dataset.ready === 'true'");

        assertThat(page.ask("document.getElementById('curves').checkVisibility()")
                        .asBoolean())
                .isFalse();
        assertThat(page.ask("document.querySelector('.contents').innerText").asText())
                .doesNotContain("Curves");
    }
}
