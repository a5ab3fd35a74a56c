package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.trainmodel.event.TrainingEvent.Finished;
import io.jenkins.trainmodel.report.html.HeadingView.Tile;
import io.jenkins.trainmodel.stop.Outcome;
import java.time.Duration;
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
                        tuple("Best validation/loss", "0.0921"),
                        tuple("Epochs", "30"),
                        tuple("Training time", "52.4 s"),
                        tuple("Parameters", "17,226"),
                        tuple("Model", "403 KiB"));
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
    void shouldNameNoRuleWhereAPersonStoppedTheRun() {
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
                true);

        HeadingView heading = HeadingView.of(endedBy(SampleRun.ofEpochs(3).build(), stopped));

        assertThat(heading.badge()).isEqualTo("aborted");
        assertThat(heading.status()).startsWith("Stopped after epoch 3 of 100; best validation/loss");
        assertThat(heading.reason()).contains("Stopped by alice.");
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
                run.modelBytes());
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
                run.modelBytes());
    }
}
