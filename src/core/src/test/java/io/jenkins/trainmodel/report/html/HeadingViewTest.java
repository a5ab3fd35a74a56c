package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.event.FailureKind;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.html.HeadingView.Tile;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.words.TimelineWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadingViewTest {
    @Test
    void shouldShowTheFiguresThatMatter() {
        assertThat(HeadingView.of(SampleRun.finished()).tiles())
                .extracting(Tile::name, Tile::value)
                .contains(
                        tuple("Best validation loss", "0.0921"),
                        tuple("Epochs", "30"),
                        tuple("Training time", "52.4 s"),
                        tuple("Parameters", "17,226"),
                        tuple("Model", "403 KiB"));
    }

    /** Another program trains, of whose network, data and time nobody here knows. */
    @Test
    void shouldShowOfAWatchedRunWhatIsKnown() {
        ReportData watched = SampleRun.watched("python train.py");

        assertThat(HeadingView.of(watched).tiles())
                .extracting(Tile::name)
                .contains("Best validation loss", "Epochs", "Training time")
                .doesNotContain("Parameters", "Training samples");
        assertThat(PhasesView.of(watched)).isEmpty();
        assertThat(CheckpointsView.of(watched).rows())
                .filteredOn(row -> row.name().equals("out/7.pt"))
                .extracting(CheckpointsView.Row::size, CheckpointsView.Row::time)
                .containsExactly(tuple("–", "–"));
        assertThat(new TimelineWords(Audience.RECORD)
                        .start(Instant.EPOCH, watched.started())
                        .text())
                .isEqualTo("watching python train.py");
    }

    @Test
    void shouldSayThatARunWithoutNewsIsInterrupted() {
        ReportData running = SampleRun.ofEpochs(14).stillRunning().build();

        HeadingView heading = HeadingView.of(laterBy(running, Duration.ofMinutes(11)));

        assertThat(heading.state()).isEqualTo("interrupted");
        assertThat(heading.status()).startsWith("No news since 2026-11-24 08:34:24 UTC, after epoch 14 of 100");
        assertThat(heading.progress()).isEmpty();
    }

    @Test
    void shouldNameThePersonWhoStoppedTheRun() {
        Finished stopped = new Finished(
                Outcome.ABORTED,
                "Stopped by alice.",
                List.of(),
                3,
                135,
                5,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());

        HeadingView heading = HeadingView.of(endedBy(SampleRun.ofEpochs(3).build(), stopped));

        assertThat(heading.badge()).isEqualTo("aborted");
        assertThat(heading.status()).startsWith("Stopped after epoch 3 of 100: Stopped by alice; best validation loss");
        assertThat(heading.reason()).isEmpty();
    }

    private static HeadingView headingOf(ReportData.Told told) {
        return HeadingView.of(SampleRun.ofEpochs(14).told(told).build());
    }

    @Test
    void shouldSayWhyARunFailed() {
        HeadingView heading = headingOf(SampleRun.told(
                Optional.of(100),
                Optional.of(new Conclusion.Failed("no space left on /data", FailureKind.DISK, 1)),
                Optional.empty()));

        assertThat(heading.badge()).isEqualTo("failed");
        assertThat(heading.status())
                .startsWith("Failed after epoch 14 of 100: no space left on /data; best validation loss ");
        assertThat(heading.progress()).isEmpty();
    }

    @Test
    void shouldSayWhatARunDoesThatIsStopping() {
        HeadingView heading = headingOf(SampleRun.told(
                Optional.of(100),
                Optional.empty(),
                Optional.of(new Conclusion.Ending(EndingPhase.PACKAGING, "stopped by ada", 14, 630))));

        assertThat(heading.badge()).isEqualTo("packaging");
        assertThat(heading.status()).startsWith("Packaging the model after epoch 14 of 100: stopped by ada; best ");
        assertThat(heading.progress()).isEmpty();
    }

    @Test
    void shouldFollowThePlanThatIsInForce() {
        HeadingView heading = headingOf(SampleRun.told(Optional.of(250), Optional.empty(), Optional.empty()));

        assertThat(heading.status()).startsWith("Training, after epoch 14 of 250");
        assertThat(heading.progress()).map(ProgressView::all).contains(250L);
        assertThat(heading.tiles()).extracting(Tile::name, Tile::unit).contains(tuple("Epochs", "of 250"));
    }

    private static ReportData laterBy(ReportData run, Duration duration) {
        return new ReportData(
                run.started(),
                run.startedAt(),
                run.lastEventAt(),
                run.lastEventAt().plus(duration),
                run.environment(),
                run.series(),
                run.epochs(),
                run.ledger(),
                run.notable(),
                run.finished(),
                run.modelBytes(),
                run.told(),
                run.audience());
    }

    private static ReportData endedBy(ReportData run, Finished finished) {
        return new ReportData(
                run.started(),
                run.startedAt(),
                run.lastEventAt(),
                run.writtenAt(),
                run.environment(),
                run.series(),
                run.epochs(),
                run.ledger(),
                run.notable(),
                Optional.of(finished),
                run.modelBytes(),
                run.told(),
                run.audience());
    }
}
