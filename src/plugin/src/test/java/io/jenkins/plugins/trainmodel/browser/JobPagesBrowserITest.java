package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import hudson.model.Result;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trends, comparison, and lists of runs. */
class JobPagesBrowserITest extends JenkinsBrowserTest {
    private static final String TREND = "echarts.getInstanceByDom(document.querySelector('#training-charts .plot'))";

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
        double value =
                page.ask(TREND + ".getOption().series.at(-2).data[0].value[1]").asDouble();
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
                        + " const line = chart.getOption().series.findIndex(one => one.type === 'line' && !one.silent);"
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
    void shouldSortAndFilterTheRunsOfABuild() throws Exception {
        FreeStyleBuild build = manyRuns(40);
        BrowserPage page = open(build.getUrl() + "train-model/", 1280);
        page.await("document.querySelectorAll('#training-runs tbody tr').length === 40");
        assertThat(page.ask("[...document.querySelectorAll('#training-runs th bdi')]"
                                + ".every(one => one.getClientRects().length <= one.textContent.split(' ').length)")
                        .asBoolean())
                .as("headings break between words")
                .isTrue();
        String first = "document.querySelector('#training-runs tbody tr').cells[1].textContent";

        String ends = "['run-0', 'run-9'].includes(" + first + ".trim())";
        page.click("#training-runs thead th:nth-child(2) a");
        page.await(ends);
        String before = page.ask(first).asText();
        page.click("#training-runs thead th:nth-child(2) a");
        page.await(ends + " && " + first + " !== '" + before + "'");

        page.type("#training-filter", "failure run-1");
        page.await("document.getElementById('training-filter-count').textContent.endsWith(' of 40')");
        assertThat(page.ask("[...document.querySelectorAll('#training-runs tbody tr')].filter(row => !row.hidden)"
                                + ".every(row => row.cells[1].textContent.startsWith('run-1'))")
                        .asBoolean())
                .isTrue();
        assertQuiet(page);
    }

    private FreeStyleBuild manyRuns(int runs) throws Exception {
        FreeStyleBuild build = build();
        for (int number = 0; number < runs; number++) {
            Outcome outcome = number % 7 == 3 ? Outcome.FAILURE : number % 5 == 2 ? Outcome.UNSTABLE : Outcome.SUCCESS;
            SampleRun sample = new SampleRun("run-" + number, number).epochs(1, 5 + number % 9);
            if (number < runs - 2) {
                sample.finished(5 + number % 9, outcome).end(build, sample.enter(build), 5 + number % 9, outcome);
            } else {
                sample.enter(build);
            }
        }
        return build;
    }

    @Test
    void shouldShowTheTrainingAboveTheArtifacts() throws Exception {
        FreeStyleBuild build = train("digits", 10, Outcome.SUCCESS);
        java.nio.file.Files.createDirectories(build.getArtifactsDir().toPath());
        java.nio.file.Files.writeString(build.getArtifactsDir().toPath().resolve("report.html"), "report");

        BrowserPage page = open(build.getUrl(), 1280);

        page.await("document.querySelector('.training-summary') && document.body.textContent.includes('report.html')");
        assertThat(page.ask("document.querySelector('.training-summary').getBoundingClientRect().top < "
                                + "[...document.querySelectorAll('a')].find(one => one.textContent === 'report.html')"
                                + ".getBoundingClientRect().top")
                        .asBoolean())
                .isTrue();
        assertQuiet(page);
    }

    @Test
    void shouldLookWellWhereverItIsRead() throws Exception {
        for (int number = 1; number <= 12; number++) {
            Outcome outcome = number == 5 ? Outcome.FAILURE : number == 8 ? Outcome.UNSTABLE : Outcome.SUCCESS;
            train(number % 3 == 0 ? "letters" : "digits", 10 + number, outcome);
        }
        FreeStyleBuild many = manyRuns(40);
        pictures(job.getUrl() + "train-model/", "trends", true);
        pictures(job.getUrl() + "train-model/compare", "compare", true);
        pictures(many.getUrl() + "train-model/", "runs", false);
        pictures(many.getUrl(), "build-many", false);
        pictures(job.getUrl(), "job", true);
        assertThat(many.getResult()).isEqualTo(Result.SUCCESS);
    }
}
