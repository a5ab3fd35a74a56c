package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.SampleRun;
import io.jenkins.plugins.trainmodel.planned.AnswerKind;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.trainmodel.browser.BrowserPage;
import java.util.Map;
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
        page.tabTo(WHY);
        page.write("still learning");
        page.press("Enter");

        page.await(QUESTION + " === null");
        assertThat(waiting.answers()).singleElement().satisfies(answer -> {
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
        page.tabTo(".training-question summary");
        page.press("Enter");
        page.tabTo(RATE);
        page.write("-1");
        page.press("Enter");
        page.await(REFUSAL + ".includes('learningRate')");
        assertThat(waiting.answers()).isEmpty();

        page.write("0.0005");
        page.tabTo(".training-question [value=continue]");
        page.press("Enter");

        page.await(QUESTION + " === null");
        assertThat(waiting.answers())
                .extracting(StopAnswer::changes)
                .containsExactly(new java.util.LinkedHashMap<>(Map.of("training.optimizer.learningRate", "0.0005")));
    }

    @Test
    void shouldDiscardOnlyWhatSomebodyIsSureOf() throws Exception {
        waiting.stopAt(6);
        BrowserPage page = openReady(path, 1280);

        page.click(".training-question [value=discard]");
        page.await("document.querySelector('.training-question-sure input').matches(':invalid')");
        assertThat(waiting.answers()).isEmpty();
        page.press(" ");
        page.tabTo(".training-question [value=discard]");
        page.press("Enter");

        page.await(QUESTION + " === null");
        assertThat(waiting.answers()).extracting(StopAnswer::kind).containsExactly(AnswerKind.DISCARD);
        assertQuiet(page);
    }

    @Test
    void shouldLookWellWhereverItIsRead() throws Exception {
        WaitingSample.answeredBefore(build, "digits");
        waiting.stopAt(6);
        BrowserPage desk = openReady(path, 1280);
        assertThat(desk.ask("[...document.querySelectorAll('.timeline .plannedStop')]"
                        + ".map(one => one.querySelector('div').textContent.trim())"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "Planned stop waits for an answer after epoch 3",
                        "Answered: go on training.optimizer.learningRate = 0.001 by ada: “it learns”",
                        "Planned stop waits for an answer after epoch 6");
        pictures(path, "planned-stop", true);
        BrowserPage page = openReady(path, 390);
        page.click(".training-question summary");
        assertFits(page, 390);
        picture(page, "planned-stop-changes-390");
    }
}
