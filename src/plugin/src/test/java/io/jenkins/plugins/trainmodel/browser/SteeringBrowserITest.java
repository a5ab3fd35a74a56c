package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.steer.RestartRequest;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.Keep;
import io.jenkins.trainmodel.stop.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People ask something of a run that goes on, by the dialogs of its page. */
class SteeringBrowserITest extends JenkinsBrowserTest {
    private static final String LEARNING_RATE = "dialog[open] [name=\"set.training.optimizer.learningRate\"]";
    private static final String REFUSAL = "document.querySelector('dialog[open] .training-refusal').textContent";
    private static final String CLOSED = "!document.querySelector('dialog[open]')";

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

    private BrowserPage open(String command) throws Exception {
        BrowserPage page = openReady(path, 1280);
        page.click("[data-command=" + command + "]");
        page.await("document.querySelector('dialog[open]')?.dataset.dialog === '" + command + "'");
        return page;
    }

    @Test
    void shouldSaveACheckpointForAReasonAndSayWhatIsNotAnsweredYet() throws Exception {
        BrowserPage page = open("checkpoint");

        page.type("dialog[open] [name=why]", "before the fire drill");
        page.press("Enter");

        page.await("document.getElementById('notification-bar')?.textContent.includes('A checkpoint is saved')");
        page.await(
                "document.getElementById('training-waiting').textContent.includes('anonymous asked for a checkpoint')");
        assertThat(sample.live().asked()).containsExactly(new Command.Checkpoint("anonymous", "before the fire drill"));
        assertQuiet(page);
    }

    @Test
    void shouldSendWhatWasChangedAndSayWhatTheSpecificationRefuses() throws Exception {
        BrowserPage page = open("change");
        page.await("document.querySelector('dialog[open]').textContent.includes('above 0')");
        page.ask("document.querySelector('" + LEARNING_RATE + "').select()");
        page.type(LEARNING_RATE, "-1");
        page.press("Enter");
        page.await(REFUSAL + ".includes('learningRate')");
        assertThat(sample.live().asked()).isEmpty();
        picture(page, "steer-refused");

        page.ask("document.querySelector('" + LEARNING_RATE + "').select()");
        page.type(LEARNING_RATE, "0.0005");
        page.click("dialog[open] [data-id=ok]");

        page.await(CLOSED);
        assertThat(sample.live().asked())
                .containsExactly(
                        new Command.Change(Map.of("training.optimizer.learningRate", "0.0005"), "anonymous", ""));
        assertThat(page.problems()).allMatch(problem -> problem.contains("400"));
    }

    @Test
    void shouldDiscardOnlyWhatSomebodyIsSureOf() throws Exception {
        BrowserPage page = open("stop");
        assertThat(page.ask("document.querySelector('.training-sure').checkVisibility()")
                        .asBoolean())
                .isFalse();

        page.click("dialog[open] [value=nothing]");
        page.click("dialog[open] [data-id=ok]");
        page.await("document.querySelector('[data-sure]').matches(':invalid')");
        picture(page, "steer-discard");
        assertThat(sample.live().asked()).isEmpty();

        page.click("[data-sure]");
        page.click("dialog[open] [data-id=ok]");

        page.await(CLOSED);
        assertThat(sample.live().asked()).containsExactly(new Command.Stop(Keep.NOTHING, "anonymous", ""));
        assertQuiet(page);
    }

    @Test
    void shouldHoldAndGoOn() throws Exception {
        BrowserPage page = open("hold");
        page.click("dialog[open] [data-id=ok]");
        page.await(CLOSED);
        page.await("document.querySelector('[data-command=hold]').hidden");

        sample.live().heldBy("anonymous");
        page.await("document.querySelector('.title .badge').textContent.trim() === 'held'");
        page.click("[data-command=go-on]");
        page.click("dialog[open] [data-id=ok]");

        page.await("document.querySelector('[data-command=go-on]').hidden");
        assertThat(sample.live().commands()).containsExactly("hold by anonymous", "goOn by anonymous");
        assertQuiet(page);
    }

    @Test
    void shouldBeSteeredByKeysAlone() throws Exception {
        BrowserPage page = openReady(path, 1280);
        openByKeys(page, "checkpoint");
        page.tabTo("dialog[open] [name=why]");
        page.write("before the fire drill");
        confirmByKeys(page);
        openByKeys(page, "hold");
        confirmByKeys(page);
        sample.live().heldBy("anonymous");
        page.await("document.querySelector('.title .badge').textContent.trim() === 'held'");
        openByKeys(page, "go-on");
        confirmByKeys(page);
        openByKeys(page, "extend");
        page.tabTo("dialog[open] [name=epochs]");
        page.write("5");
        confirmByKeys(page);
        openByKeys(page, "change");
        page.tabTo(LEARNING_RATE);
        page.write("0.0005");
        confirmByKeys(page);
        openByKeys(page, "stop");
        page.tabTo("dialog[open] [name=keep]");
        page.press("ArrowDown");
        page.press("ArrowDown");
        page.tabTo("[data-sure]");
        page.press(" ");
        confirmByKeys(page);
        openByKeys(page, "kill");
        confirmByKeys(page);

        assertThat(sample.live().asked())
                .containsExactly(
                        new Command.Checkpoint("anonymous", "before the fire drill"),
                        new Command.Hold("anonymous", ""),
                        new Command.GoOn("anonymous", ""),
                        new Command.Extend(Optional.of(5), Optional.empty(), "anonymous", ""),
                        new Command.Change(Map.of("training.optimizer.learningRate", "0.0005"), "anonymous", ""),
                        new Command.Stop(Keep.NOTHING, "anonymous", ""));
        assertThat(sample.live().commands()).endsWith("kill by anonymous");
        assertQuiet(page);
    }

    /** Opens the dialog, leaves it by Escape, which leads back to its button, and opens it once more. */
    private static void openByKeys(BrowserPage page, String command) {
        String button = "[data-command=" + command + "]";
        page.await("document.querySelector('" + button + "').matches(':enabled:not([hidden])')");
        page.tabTo(button);
        page.press("Enter");
        page.await("document.activeElement.closest('dialog[open]')?.dataset.dialog === '" + command + "'");
        page.press("Escape");
        page.await(CLOSED + " && document.activeElement.matches('" + button + "')");
        page.press("Enter");
        page.await("document.activeElement.closest('dialog[open]')?.dataset.dialog === '" + command + "'");
    }

    private static void confirmByKeys(BrowserPage page) {
        page.tabTo("dialog[open] [data-id=ok]");
        page.press("Enter");
        page.await(CLOSED);
    }

    @Test
    void shouldLookWellOnADeskAndOnAPhone() throws Exception {
        for (String command : List.of("change", "stop", "extend")) {
            for (int width : List.of(1280, 390)) {
                BrowserPage page = openReady(path, width);
                page.click("[data-command=" + command + "]");
                page.await("document.querySelector('dialog[open]') !== null");
                assertFits(page, width);
                assertThat(page.ask("document.querySelector('dialog[open]').getBoundingClientRect().right")
                                .asDouble())
                        .isLessThanOrEqualTo(width);
                pictureOf(page, "dialog[open]", "steer-" + command + "-" + width);
                darken(page);
                pictureOf(page, "dialog[open]", "steer-" + command + "-" + width + "-dark");
            }
        }
    }

    @Test
    void shouldRestartAnEndedRunAtACheckpoint() throws Exception {
        sample.finished(6, Outcome.SUCCESS).archivedUnder("train-model/digits").end(build, run, 6, Outcome.SUCCESS);
        for (String left : List.of("model", "checkpoints/000006")) {
            Path place = build.getArtifactsDir().toPath().resolve("train-model/digits/" + left);
            Files.writeString(Files.createDirectories(place).resolve("manifest.json"), "{}");
        }
        String restart = build.getUrl() + "train-model-restart/";
        pictures(restart, "restart", false);
        BrowserPage page = openReady(path, 1280);
        page.tabTo("a[href$='train-model-restart/?run=digits']");
        page.press("Enter");
        page.await("document.querySelector('.training-restart-form') !== null");

        assertThat(page.ask("document.querySelector('.training-restart-form [data-id=ok]').checkVisibility()")
                        .asBoolean())
                .isTrue();
        page.tabTo("[name=from]:checked");
        page.tabTo("[name=epochs]");
        page.write("5");
        page.tabTo("[name=why]");
        page.write("still getting better");
        page.tabTo(".training-restart-form [data-id=ok]");
        page.press("Enter");
        page.await("location.pathname.endsWith('/" + job.getUrl() + "')");

        jenkins.waitUntilNoActivity();
        FreeStyleBuild next = job.getBuildByNumber(2);
        assertThat(next.getAction(RestartRequest.class).path()).isEqualTo("train-model/digits/checkpoints/000006");
        assertThat(next.getAction(RestartRequest.class).patienceAnew()).isTrue();
        page.visit(address(next.getUrl()));
        page.await("document.querySelector('.training-restart-cause')?.textContent.includes('still getting better')");
        assertQuiet(page);
    }
}
