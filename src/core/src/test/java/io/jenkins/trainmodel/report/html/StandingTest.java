package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventReader;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.Timeline;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody who follows a run knows more of it than its log; and a log may be gone, cut, or never have begun. */
class StandingTest {
    private static final Standing KILLED = new Standing(
            "nightly",
            "aborted",
            "killed",
            "Killed, since it did not end within the grace period after it was stopped by ada.",
            true,
            Optional.of(Instant.parse("2026-11-24T04:59:00Z")),
            Optional.of("The event log of this run is gone."));

    /** A real run of the digits example, cut after so many events. */
    private static RunHistory cutRun(int events) throws Exception {
        RunHistory history = new RunHistory();
        try (InputStream log = RunHistory.class.getResourceAsStream("digits-events.jsonl");
                EventReader reader = EventReader.of(log)) {
            reader.stream().limit(events).forEach(history::add);
        }
        return history;
    }

    @Test
    void shouldShowARunWhoseLogIsGoneAsItEnded() {
        EmbeddedReport report = EmbeddedReport.of(new RunHistory(), KILLED);

        assertThat(report.name()).isEqualTo("nightly");
        assertThat(report.state()).isEqualTo("aborted");
        assertThat(report.status()).isEqualTo(KILLED.sentence());
        assertThat(report.parts().get("heading"))
                .contains(">killed<", "The event log of this run is gone.", "Started 2026-11-24 04:59:00 UTC")
                .doesNotContain("running", "unnamed", "tile", "newest event");
        assertThat(report.parts())
                .containsEntry("ledger", "")
                .containsEntry("specification", "")
                .containsEntry("environment", "")
                .containsEntry("timeline", "");
    }

    @Test
    void shouldNotAskWhyItIsStillRunningOfWhatIsOver() throws Exception {
        RunHistory history = cutRun(60);

        assertThat(EmbeddedReport.of(history).parts().get("ledger")).contains("Why did it stop?", "No news since");
        assertThat(EmbeddedReport.of(history, KILLED).parts().get("ledger"))
                .contains("Why did it stop?", KILLED.sentence())
                .doesNotContain("still running");
        assertThat(EmbeddedReport.of(history, KILLED).parts().get("heading")).doesNotContain("<progress");
    }

    @Test
    void shouldNameWhatStoppedTheRunBeforeTheRulesThatHeld() throws Exception {
        RunHistory history = cutRun(60);
        EventRecord last = EventSamples.record(
                1_000, new Conclusion.Failed("the training loss is not a number in step 97", FailureKind.DEFECT, 1));

        history.add(last);
        String ledger = EmbeddedReport.of(history).parts().get("ledger");

        assertThat(ledger.indexOf("the training loss is not a number in step 97"))
                .isPositive()
                .isLessThan(ledger.indexOf("<table"));
    }

    @Test
    void shouldGiveTheReasonOfARunThatNeverStarted() {
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(
                1, new Conclusion.Failed("data.path: iris.csv does not exist", FailureKind.DATA, 2)));

        EmbeddedReport report = EmbeddedReport.of(history);

        assertThat(report.status()).isEqualTo("data.path: iris.csv does not exist.");
        assertThat(report.state()).isEqualTo("failure");
        assertThat(report.parts().get("heading")).contains(">failed<").doesNotContain("running", "tile");
        assertThat(report.parts().get("timeline")).contains("Failed", "iris.csv");
    }

    @Test
    void shouldTellByItsTimeWhatHappenedOutsideOfTheLog() throws Exception {
        RunHistory history = cutRun(60);
        Timeline.Entry asked = Timeline.Entry.of(
                history.startedAt().orElseThrow(),
                Timeline.Kind.PLANNED_STOP,
                "Planned stop",
                "<waits>",
                Optional.empty());
        Standing waiting = new Standing(
                "digits", "ending", "waiting", "Waiting.", false, Optional.empty(), Optional.empty(), List.of(asked));

        String timeline = EmbeddedReport.of(history, waiting).parts().get("timeline");

        assertThat(timeline).contains("<li class=\"plannedStop\">", "&lt;waits&gt;");
        assertThat(timeline.indexOf("Planned stop"))
                .isGreaterThan(timeline.indexOf("Started"))
                .isLessThan(timeline.indexOf("checkpoint"));
    }

    @Test
    void shouldInventNothingForALogWithoutEvents() {
        EmbeddedReport report = EmbeddedReport.of(new RunHistory());

        assertThat(report.status()).isEqualTo("Nothing is logged of a training yet.");
        assertThat(report.parts().get("heading")).doesNotContain("tile", "Started", "0 steps");
    }
}
