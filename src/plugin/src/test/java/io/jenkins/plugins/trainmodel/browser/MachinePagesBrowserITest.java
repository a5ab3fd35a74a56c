package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.SampleMachine;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the time of runs goes: the way of the data on the page of a run, and what became of it from build to build. */
class MachinePagesBrowserITest extends JenkinsBrowserTest {
    private static final String L4 = "gpu0 (NVIDIA L4)";
    private static final BottleneckFound DATA = SampleMachine.found(BottleneckFound.DATA, "processors", "", 0.11);
    private static final BottleneckFound COMPUTE =
            SampleMachine.found(BottleneckFound.COMPUTE, "precision", "training.precision", 0.47);

    /** The series of a small chart, by its title. */
    private static String series(String title) {
        return "echarts.getInstanceByDom([...document.querySelectorAll('#training-small figure')].find(one =>"
                + " one.querySelector('.training-chart-title').textContent === '" + title
                + "').querySelector('.plot')).getOption().series";
    }

    private static String marks(BrowserPage page, String title) {
        return page.ask(series(title)
                        + ".find(one => one.name === 'other machine').markLine.data.map(one => one.xAxis)")
                .toString();
    }

    private static String values(BrowserPage page, String title) {
        return page.ask(series(title) + ".find(one => one.name === 'digits').data.map(one => one.value[1])")
                .toString();
    }

    @Test
    void shouldShowWhyABuildWasSlowerThanTheOneBefore() throws Exception {
        trainOn(L4, 1, DATA);
        trainOn(L4, 1, DATA);
        FreeStyleBuild older = build();
        SampleRun untold = new SampleRun("digits", 3, Map.of()).epochs(1, 10);
        untold.finished(10, Outcome.SUCCESS).end(older, untold.enter(older), 10, Outcome.SUCCESS);
        trainOn("gpu2 (NVIDIA L4)", 1, COMPUTE);
        trainOn("cpu", 2, SampleMachine.unmeasured());

        BrowserPage page = openReady(job.getUrl() + "train-model/", 1280);
        page.ask("dispatchEvent(new Event('beforeprint'))");
        page.await("!!" + series("Bottleneck"));

        assertThat(values(page, "Bottleneck")).isEqualTo("[0,0,null,3,3]");
        assertThat(values(page, "FLOP per second"))
                .isEqualTo("[5610000000000,5610000000000,null,23970000000000,1020000000000]");
        assertThat(values(page, "Arithmetic, share of the peak")).isEqualTo("[0.11,0.11,null,0.47,null]");
        for (String chart : List.of("Bottleneck", "FLOP per second", "Throughput", "Training time")) {
            assertThat(marks(page, chart)).as(chart).isEqualTo("[5]");
        }
        assertThat(page.ask(series("Learning rate") + ".some(one => one.name === 'other machine')")
                        .asBoolean())
                .isFalse();
        assertThat(page.ask(series("Bottleneck") + ".find(one => one.name === 'digits').data"
                                + ".filter(one => one.symbol === 'diamond').map(one => one.value[0])")
                        .toString())
                .as("builds that something else has held up than the build before")
                .isEqualTo("[4]");
        JsonNode devices = page.ask(
                "[...document.querySelectorAll('#training-table tbody tr')].map(row => row.cells[2].textContent)");
        assertThat(devices)
                .extracting(JsonNode::asText)
                .containsExactly("cpu, 2 processes", "gpu2 (NVIDIA L4)", "–", L4, L4);
        assertQuiet(page);
        pictures(job.getUrl() + "train-model/", "trends-machines", true);
    }

    @Test
    void shouldTellInATooltipWhatTheBuildTrainedOn() throws Exception {
        trainOn(L4, 1, DATA);
        trainOn("gpu0 (NVIDIA A100)", 1, COMPUTE);
        BrowserPage page = openReady(job.getUrl() + "train-model/", 1280);
        page.ask("dispatchEvent(new Event('beforeprint'))");

        String chart = series("Throughput").replace(".getOption().series", "");
        page.ask(chart + ".dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 1})");
        page.await("document.querySelector('.tip-body')?.textContent.includes('NVIDIA A100')");

        assertThat(page.ask("document.querySelector('.tip-body').textContent").asText())
                .contains("AMD EPYC 9V74", "Before" + L4, "computing, 62 %", "Beforedata");
    }

    @Test
    void shouldDrawTheWayOfTheDataWhileARunGoesOnAndBehindItsEnd() throws Exception {
        FreeStyleBuild build = build();
        SampleRun sample = new SampleRun("digits", 3, SampleMachine.environment(L4, 1)).epochs(1, 6);
        TrainedRun run = sample.enter(build);
        String path = build.getUrl() + "train-model/digits/";
        BrowserPage page = openReady(path, 1280);
        assertThat(page.ask("document.getElementById('stages') === null").asBoolean())
                .isTrue();

        sample.add(DATA).write(TrainingBuildAction.of(build).eventLog(run.getId()));
        page.await("document.getElementById('stages') !== null");
        assertThat(stages(page))
                .containsExactly(
                        "Disk 82 %",
                        "Preprocessing bottleneck 98 %",
                        "Memory 5.2 %",
                        "Transfer to the GPU 4.2 %",
                        "GPU memory 11 %",
                        "Arithmetic 11 %");

        sample.epochs(7, 9).add(COMPUTE).finished(9, Outcome.SUCCESS).end(build, run, 9, Outcome.SUCCESS);
        page.await("document.querySelector('.title .badge').textContent.trim() === 'success'");
        page.await("document.querySelector('.stages .bottleneck')?.textContent.includes('Arithmetic')");
        assertThat(page.ask("document.getElementById('time').textContent").asText())
                .contains("most likely to help: bfloat16 (training.precision).");
        double bar = page.ask("(bars => bars[1].getBoundingClientRect().width / bars[0].getBoundingClientRect().width)"
                        + "(document.querySelectorAll('.stages .bottleneck rect'))")
                .asDouble();
        assertThat(bar).isBetween(0.46, 0.48);
        assertQuiet(page);
        pictureOf(page, "#time", "stages-light");
        darken(page);
        pictureOf(page, "#time", "stages-dark");
        pictures(path, "run-stages", true);
    }

    /** The parts of the way with their shares, as they are read. */
    private static List<String> stages(BrowserPage page) {
        JsonNode rows = page.ask("[...document.querySelectorAll('.stages tbody tr')]"
                + ".map(row => `${row.cells[0].textContent} ${row.cells[2].textContent}`.replace(/\\s+/g, ' '))");
        List<String> stages = new ArrayList<>();
        rows.forEach(row -> stages.add(row.asText()));
        return stages;
    }

    @Test
    void shouldKeepTheWayOfTheDataInViewOnAPhone() throws Exception {
        for (BottleneckFound found : List.of(DATA, SampleMachine.unmeasured())) {
            FreeStyleBuild build = trainOn(L4, 1, found);

            BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 390);

            assertThat(page.ask(
                                    "[...document.querySelectorAll('.stages :is(th, td)')].filter(cell => cell.checkVisibility()"
                                            + " && (cell.getBoundingClientRect().right > innerWidth || cell.scrollWidth > cell.clientWidth + 1)).length")
                            .asInt())
                    .isZero();
            assertFits(page, 390);
            pictureOf(page, "#time", "stages-phone-" + build.getNumber());
        }
    }
}
