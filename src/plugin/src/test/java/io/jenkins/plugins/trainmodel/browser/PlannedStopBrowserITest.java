package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.plugins.trainmodel.planned.StopLog;
import io.jenkins.plugins.trainmodel.planned.WaitWish;
import io.jenkins.plugins.trainmodel.planned.WaitingRun;
import io.jenkins.trainmodel.browser.BrowserPage;
import io.jenkins.trainmodel.run.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People answer the planned stop of a run on its page. */
class PlannedStopBrowserITest extends JenkinsBrowserTest {
    private static final String QUESTION = "document.querySelector('.training-question')";
    private static final String WHY = ".training-question form:first-of-type [name=why]";
    private static final String RATE = ".training-question [name=\"set.training.optimizer.learningRate\"]";
    private static final String REFUSAL = "document.querySelector('.training-question-refusal').textContent";

    private FreeStyleBuild build;
    private WaitingSample waiting;
    private String path;

    @BeforeEach
    void begin() throws Exception {
        build = build();
        SampleRun sample = new SampleRun("digits", 3).epochs(1, 6);
        sample.enter(build);
        waiting = new WaitingSample(sample.live());
        LiveRuns.get().enter(build, "digits", waiting);
        path = build.getUrl() + "train-model/digits/";
    }

    @Test
    void shouldAskWhenTheRunComesToItsStopAndTakeAnAnswerByKeys() throws Exception {
        BrowserPage page = openReady(path, 1280);
        assertThat(page.ask(QUESTION + " === null").asBoolean()).isTrue();

        waiting.stopAt(6);
        page.await(QUESTION + "?.textContent.includes('How does it go on after epoch 6?')");
        page.ask("document.querySelector('" + WHY + "').focus()");
        page.type(WHY, "still learning");
        page.press("Enter");

        page.await(QUESTION + " === null");
        assertThat(waiting.answers).singleElement().satisfies(answer -> {
            assertThat(answer.kind()).isEqualTo(AnswerKind.CONTINUE);
            assertThat(answer.why()).isEqualTo("still learning");
            assertThat(answer.changes()).isEmpty();
        });
        assertQuiet(page);
    }

    @Test
    void shouldSayWhatTheSpecificationRefusesAndSendWhatWasChanged() throws Exception {
        waiting.stopAt(6);
        BrowserPage page = openReady(path, 1280);
        page.click(".training-question summary");
        page.ask("document.querySelector('" + RATE + "').select()");
        page.type(RATE, "-1");
        page.press("Enter");
        page.await(REFUSAL + ".includes('learningRate')");
        assertThat(waiting.answers).isEmpty();

        page.ask("document.querySelector('" + RATE + "').select()");
        page.type(RATE, "0.0005");
        page.click(".training-question [value=continue]");

        page.await(QUESTION + " === null");
        assertThat(waiting.answers)
                .extracting(StopAnswer::changes)
                .containsExactly(new java.util.LinkedHashMap<>(Map.of("training.optimizer.learningRate", "0.0005")));
    }

    @Test
    void shouldDiscardOnlyWhatSomebodyIsSureOf() throws Exception {
        waiting.stopAt(6);
        BrowserPage page = openReady(path, 1280);

        page.click(".training-question [value=discard]");
        page.await("document.querySelector('.training-question-sure input').matches(':invalid')");
        assertThat(waiting.answers).isEmpty();
        page.click(".training-question-sure input");
        page.click(".training-question [value=discard]");

        page.await(QUESTION + " === null");
        assertThat(waiting.answers).extracting(StopAnswer::kind).containsExactly(AnswerKind.DISCARD);
        assertQuiet(page);
    }

    @Test
    void shouldLookWellWhereverItIsRead() throws Exception {
        StopLog.note(
                build,
                "digits",
                new StopLog.Line(
                        1, 3, "continue", "ada", "it learns", 2, Map.of("training.optimizer.learningRate", "0.001")));
        waiting.stopAt(6);
        pictures(path, "planned-stop", true);
        BrowserPage page = openReady(path, 390);
        page.click(".training-question summary");
        assertFits(page, 390);
        picture(page, "planned-stop-changes-390");
    }

    /** A sample that comes to a planned stop, and remembers the answers. */
    private static final class WaitingSample implements LiveRun, WaitingRun {
        private final LiveRun sample;
        private final List<StopAnswer> answers = new CopyOnWriteArrayList<>();
        private volatile Optional<PlannedStop> stop = Optional.empty();

        WaitingSample(LiveRun sample) {
            this.sample = sample;
        }

        void stopAt(int epoch) {
            stop = Optional.of(PlannedStop.begin(new WaitWish(true, 3600, AnswerKind.FINISH), epoch, Instant.now()));
        }

        @Override
        public Optional<PlannedStop> plannedStop() {
            return stop;
        }

        @Override
        public boolean answer(StopAnswer answer) {
            answers.add(answer);
            stop = Optional.empty();
            return true;
        }

        @Override
        public LiveStatus status() {
            LiveStatus status = sample.status();
            return stop.isEmpty()
                    ? status
                    : new LiveStatus(LiveStatus.Phase.WAITING, Optional.empty(), "", status.figures());
        }

        @Override
        public boolean ask(String id, Command command) {
            return sample.ask(id, command);
        }

        @Override
        public void kill(String by) {
            sample.kill(by);
        }
    }
}
