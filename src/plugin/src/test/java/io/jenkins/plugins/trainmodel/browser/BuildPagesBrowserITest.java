package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The page of a build and the list of its runs. */
class BuildPagesBrowserITest extends JenkinsBrowserTest {

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

    @Test
    void shouldShowTheTrainingAboveTheArtifacts() throws Exception {
        FreeStyleBuild build = train("digits", 10, Outcome.SUCCESS);
        Files.createDirectories(build.getArtifactsDir().toPath());
        Files.writeString(build.getArtifactsDir().toPath().resolve("report.html"), "report");

        BrowserPage page = open(build.getUrl(), 1280);

        page.await("document.querySelector('.training-summary') && document.body.textContent.includes('report.html')");
        assertThat(page.ask("document.querySelector('.training-summary').getBoundingClientRect().top < "
                                + "[...document.querySelectorAll('a')].find(one => one.textContent === 'report.html')"
                                + ".getBoundingClientRect().top")
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
    void shouldLookWellWhereverItIsRead() throws Exception {
        FreeStyleBuild many = manyRuns(40);
        pictures(many.getUrl() + "train-model/", "runs", false);
        pictures(many.getUrl(), "build-many", false);
    }
}
