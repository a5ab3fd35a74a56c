package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line of a page that says how far a run has come, by whatever rule bounds it. */
class ProgressViewTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellTheTimeLeftOfARunThatOnlyADeadlineBounds() throws IOException {
        String page = page(epoch(14, Optional.of(7_200.0), Optional.empty(), Optional.of("finishBy")));

        assertThat(page)
                .contains("value=\"333\" max=\"1000\" aria-label=\"Time\"")
                .contains("<bdi>14 epochs · about 2 h left until finishBy</bdi>");
    }

    @Test
    void shouldTellWhichRuleIsGoingToEndARunBeforeItsEpochs() throws IOException {
        String page = page(epoch(14, Optional.of(42.0), Optional.of(5_000), Optional.of("maxDuration")));

        assertThat(page)
                .contains("value=\"14\" max=\"5000\" aria-label=\"Epochs\"")
                .contains("<bdi>14 of 5,000 epochs · about 42 s left until maxDuration</bdi>");
    }

    @Test
    void shouldShowABarThatEndsWhereTheDeadlineIsReached() throws IOException {
        assertThat(page(epoch(1, Optional.of(0.0), Optional.empty(), Optional.of("finishBy"))))
                .contains("value=\"1000\" max=\"1000\"", "1 epoch · about ");
    }

    @Test
    void shouldShowABarWhateverALogClaims() throws IOException {
        assertThat(page(epoch(1, Optional.of(1e300), Optional.empty(), Optional.of("finishBy"))))
                .contains("value=\"0\" max=\"1000\"");
    }

    @Test
    void shouldShowNoBarOfARunOfWhichNobodyKnowsTheEnd() throws IOException {
        assertThat(page(epoch(14, Optional.empty(), Optional.empty(), Optional.empty())))
                .contains("after epoch 14")
                .doesNotContain("<progress id");
        assertThat(page(epoch(14, Optional.of(Double.NaN), Optional.empty(), Optional.of("finishBy"))))
                .doesNotContain("<progress id");
    }

    @Test
    void shouldKeepTheNameOfARuleText() throws IOException {
        assertThat(page(epoch(1, Optional.of(10.0), Optional.empty(), Optional.of("<b>by</b>"))))
                .contains("left until &lt;b&gt;by&lt;/b&gt;");
    }

    private String page(TrainingEvent.Epoch epoch) throws IOException {
        RunHistory history = new RunHistory();
        history.add(new EventRecord(EventRecord.SCHEMA_VERSION, 1, Instant.now(), epoch));
        Path page = directory.resolve("report.html");
        ReportPage.write(page, history);
        return Files.readString(page);
    }

    /** After an hour of training. */
    private static TrainingEvent.Epoch epoch(
            int epoch, Optional<Double> secondsLeft, Optional<Integer> planned, Optional<String> boundBy) {
        return new TrainingEvent.Epoch(
                epoch, 10L * epoch, 3600, Map.of(), Map.of(), secondsLeft, Optional.empty(), planned, boundBy);
    }
}
