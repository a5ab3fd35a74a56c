package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trends, comparison, and lists of runs. */
class JobPagesBrowserITest extends JenkinsBrowserTest {
    private static final String TREND = "echarts.getInstanceByDom(document.querySelector('#training-charts .plot'))";
    /** Whether a series is the line of a run's last values; those of its best ones and of champions only stand behind it. */
    private static final String SHOWN = "one => one.type === 'line' && !one.silent";

    @Test
    void shouldDrawTrendsWithTheImportantOnesLarge() throws Exception {
        train("digits", 10, Outcome.SUCCESS);
        train("digits", 12, Outcome.FAILURE);
        train("letters", 14, Outcome.UNSTABLE);

        BrowserPage page = openReady(job.getUrl() + "train-model/", 1280);

        JsonNode large = page.ask(
                "[...document.querySelectorAll('#training-charts .training-chart-title')].map(one => one.textContent)");
        JsonNode small = page.ask(
                "[...document.querySelectorAll('#training-small .training-chart-title')].map(one => one.textContent)");
        assertThat(large)
                .extracting(JsonNode::asText)
                .contains("Validation accuracy", "Validation loss", "Training loss");
        assertThat(small)
                .extracting(JsonNode::asText)
                .contains("Learning rate", "Throughput", "Training time", "Epochs");
        assertThat(columns(page, "#training-charts")).isEqualTo(2);
        assertThat(columns(page, "#training-small")).isGreaterThanOrEqualTo(3);
        page.await("!!" + TREND);
        JsonNode failures = page.ask(
                TREND + ".getOption().series.find(one => one.name === 'Failed').data.map(one => one.value[0])");
        assertThat(failures.toString()).isEqualTo("[2]");
        assertQuiet(page);
    }

    private static int columns(BrowserPage page, String charts) {
        return page.ask("new Set([...document.querySelectorAll('" + charts
                        + " > .chart')].map(one => Math.round(one.getBoundingClientRect().left))).size")
                .asInt();
    }

    @Test
    void shouldGiveEqualValuesAnAxisThatMakesSense() throws Exception {
        for (int number = 0; number < 3; number++) {
            FreeStyleBuild build = build();
            SampleRun sample = new SampleRun("digits", 7).epochs(1, 10);
            sample.finished(10, Outcome.SUCCESS).end(build, sample.enter(build), 10, Outcome.SUCCESS);
        }

        BrowserPage page = openReady(job.getUrl() + "train-model/", 1280);

        page.await("!!" + TREND);
        JsonNode extent = page.ask(TREND + ".getModel().getComponent('yAxis').axis.scale.getExtent()");
        double value = page.ask(TREND + ".getOption().series.find(" + SHOWN + ").data[0].value[1]")
                .asDouble();
        assertThat(extent.get(0).asDouble()).isBetween(value * 0.85, value);
        assertThat(extent.get(1).asDouble()).isBetween(value, value * 1.15);
    }

    @Test
    void shouldLeadFromAPointToItsRun() throws Exception {
        FreeStyleBuild build = train("digits", 10, Outcome.SUCCESS);
        train("digits", 12, Outcome.SUCCESS);
        BrowserPage page = openReady(job.getUrl() + "train-model/", 1280);

        page.await("!!" + TREND);
        JsonNode place = page.ask(
                "(() => { const chart = " + TREND + "; chart.getDom().scrollIntoView({block: 'center'});"
                        + " const line = chart.getOption().series.findIndex(" + SHOWN + ");"
                        + " const [x, y] = chart.convertToPixel({seriesIndex: line}, chart.getOption().series[line].data[0].value);"
                        + " const box = chart.getDom().getBoundingClientRect(); return {x: box.left + x, y: box.top + y}; })()");
        for (String type : new String[] {"mouseMoved", "mousePressed", "mouseReleased"}) {
            page.send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            place.get("x").asDouble(),
                            "y",
                            place.get("y").asDouble(),
                            "button",
                            type.equals("mouseMoved") ? "none" : "left",
                            "clickCount",
                            1));
        }

        page.await("location.pathname.endsWith('/" + build.getNumber() + "/train-model/digits/')");
    }

    @Test
    void shouldKeepEveryColumnInViewOnAPhone() throws Exception {
        train("digits", 10, Outcome.SUCCESS);

        BrowserPage page = openReady(job.getUrl() + "train-model/", 390);

        assertThat(page.ask("[...document.querySelectorAll('#training-table td')].filter(cell => "
                                + "cell.getBoundingClientRect().right > innerWidth).length")
                        .asInt())
                .isZero();
        assertThat(page.ask("document.querySelectorAll('#training-table td').length")
                        .asInt())
                .isGreaterThan(5);
    }

    @Test
    void shouldFetchOneChartForTheJobsPage() throws Exception {
        train("digits", 10, Outcome.SUCCESS);

        BrowserPage page = openReady(job.getUrl(), 1280);

        assertThat(page.requests()).anyMatch(one -> one.endsWith("/train-model/trend?charts=1"));
        assertThat(page.ask(
                                "fetch('train-model/trend?charts=1').then(answer => answer.json()).then(data => data.charts.length)")
                        .asInt())
                .isEqualTo(1);
        assertQuiet(page);
        picture(page, "job-1280-light");
    }

    @Test
    void shouldTellRunsOfOneNameApartAndSayWhenEightAreEnough() throws Exception {
        FreeStyleBuild build = build();
        for (int number = 0; number < 9; number++) {
            SampleRun sample = new SampleRun("digits", number).epochs(1, 4);
            sample.finished(4, Outcome.SUCCESS).end(build, sample.enter(build), 4, Outcome.SUCCESS);
        }

        BrowserPage page = openReady(job.getUrl() + "train-model/compare?build=" + build.getNumber(), 1280);

        JsonNode labels =
                page.ask("[...document.querySelectorAll('#training-choices label')].map(one => one.textContent)");
        assertThat(labels)
                .extracting(JsonNode::asText)
                .hasSize(9)
                .doesNotHaveDuplicates()
                .contains("#1 digits (digits-2)");
        assertThat(chosen(page)).isEqualTo(8);
        page.click("#training-choices label:has(input:not(:checked))");
        page.await("document.getElementById('training-news').textContent.includes('8 runs are compared already')");
        assertThat(chosen(page)).isEqualTo(8);
        assertQuiet(page);
    }

    @Test
    void shouldShowWhatIsSetOrFollowsSmallInAComparison() throws Exception {
        train("digits", 10, Outcome.SUCCESS);
        train("digits", 12, Outcome.SUCCESS);

        BrowserPage page = openReady(job.getUrl() + "train-model/compare", 1280);

        assertThat(chosen(page)).isEqualTo(2);
        assertThat(page.ask("[...document.querySelectorAll('#charts-small > .chart')].map(one => one.dataset.chart)"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("learningRate", "gradient/norm", "throughput/samplesPerSecond");
        assertThat(rows(page, "#charts-small > .chart")).containsExactly(3);
        assertThat(rows(page, "#charts-learning > .chart")).containsExactly(2, 2, 1);
        assertQuiet(page);
    }

    @Test
    void shouldCompareTheNewestRunsWhereNoTwoHaveOneName() throws Exception {
        train("digits", 10, Outcome.SUCCESS);
        train("letters", 12, Outcome.SUCCESS);

        assertThat(chosen(openReady(job.getUrl() + "train-model/compare", 1280)))
                .isEqualTo(2);
    }

    private static int chosen(BrowserPage page) {
        return page.ask("document.querySelectorAll('#training-choices input:checked').length")
                .asInt();
    }

    @Test
    void shouldLookWellWhereverItIsRead() throws Exception {
        for (int number = 1; number <= 12; number++) {
            Outcome outcome = number == 5 ? Outcome.FAILURE : number == 8 ? Outcome.UNSTABLE : Outcome.SUCCESS;
            train(number % 3 == 0 ? "letters" : "digits", 10 + number, outcome);
        }
        pictures(job.getUrl() + "train-model/", "trends", true);
        pictures(job.getUrl() + "train-model/compare", "compare", true);
        pictures(job.getUrl(), "job", true);
    }
}
