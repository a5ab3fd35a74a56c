package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.TestExtension;

/** The page of a build, the list of its runs, and what of them is told elsewhere. */
class BuildPagesBrowserITest extends JenkinsBrowserTest {
    private static final Path DOCUMENT = Path.of("../../docs/notifications.md");
    private static final BlockingQueue<ChecksDetails> CHECKS = new LinkedBlockingQueue<>();

    @TempDir
    private Path directory;

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

    @Test
    void shouldTellOfAWorseNightAsTheDocumentShows() throws Exception {
        FreeStyleBuild build = build();
        WorseNight.train(build);
        WorseNight.send(build);

        lookAtMail(Files.writeString(directory.resolve("mail.html"), WorseNight.mail(build)));
        for (String scheme : List.of("light", "dark")) {
            BrowserPage page = openReady(build.getUrl() + "train-model/digits/", 900);
            if (scheme.equals("dark")) {
                darken(page);
            }
            assertThat(page.ask("document.querySelectorAll('#deliveries tbody tr').length")
                            .asInt())
                    .isEqualTo(4);
            pictureOf(page, "section:has(#deliveries)", "deliveries-" + scheme);
            assertQuiet(page);
        }
        assertThat(Files.readString(DOCUMENT)).contains(check(build));
    }

    /** Its curves are there, and it fits, on a phone as well. */
    private static void lookAtMail(Path mail) throws Exception {
        for (int width : List.of(900, 390)) {
            for (String scheme : List.of("light", "dark")) {
                BrowserPage page =
                        chromium.open().size(width, 700).systemScheme(scheme).visit(mail);
                assertThat(page.ask("document.images[0].naturalWidth").asInt()).isEqualTo(840);
                assertFits(page, width);
                pictureOf(page, "body", "mail-" + width + "-" + scheme);
                assertQuiet(page);
            }
        }
    }

    /** What the check says in the end, as a quotation. */
    private static String check(FreeStyleBuild build) throws InterruptedException {
        Optional<ChecksOutput> output = Optional.empty();
        while (output.isEmpty()) {
            ChecksDetails check = Objects.requireNonNull(CHECKS.poll(10, TimeUnit.SECONDS), "no check within 10 s");
            output = check.getOutput()
                    .filter(unused -> check.getStatus() == ChecksStatus.COMPLETED)
                    .filter(unused -> check.getDetailsURL().orElseThrow().contains("/" + build.getUrl()));
        }
        String said = output.get().getSummary().orElseThrow() + "\n\n"
                + output.get().getText().orElseThrow();
        return said.lines().map(line -> ("> " + line).strip() + "\n").collect(Collectors.joining());
    }

    /** Takes checks as a forge would. */
    @TestExtension
    public static final class Forge extends ChecksPublisherFactory {
        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    CHECKS.add(details);
                }
            });
        }
    }
}
