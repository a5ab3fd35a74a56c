package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.MetricsCsv;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.CurveData.Line;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of the run that another one is compared with, and of the gates. */
class GatesViewTest {
    @TempDir
    private Path folder;

    private static Provenance.Began began(String reference) {
        return new Provenance.Began(
                reference,
                "/runs/41",
                "run-0",
                "parameters",
                Optional.of(12),
                Optional.of(540L),
                6,
                List.of(),
                List.of());
    }

    private static RunHistory history(TrainingEvent... events) {
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(1, EventSamples.started()));
        for (int i = 0; i < events.length; i++) {
            history.add(EventSamples.record(i + 2, events[i]));
        }
        return history;
    }

    private static Curve reference(int epochs) {
        return new Curve(
                "reference.csv",
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(epoch -> new Observation(
                                epoch, -1, Double.NaN, true, Map.of("validation/loss", 1.0 / epoch, "train/loss", 0.5)))
                        .toList());
    }

    private static CurveData curves(RunHistory history, Curve reference) {
        return new CurveBuilder(RunReader.read(
                        history,
                        "run",
                        EventSamples.TIME,
                        Optional.empty(),
                        Optional.of(reference),
                        Optional.empty(),
                        Audience.RECORD))
                .build();
    }

    private static List<Line> ofReference(CurveData curves) {
        return curves.charts().stream()
                .flatMap(chart -> chart.lines().stream())
                .filter(line -> line.sampling().equals("reference"))
                .toList();
    }

    private static String page(RunHistory history) {
        return EmbeddedReport.of(history).parts().get("ledger");
    }

    @Test
    void shouldShowEveryGateWithItsNumbers() {
        String page = page(history(
                began("nightly #41"),
                new Conclusion.Judged(
                        List.of(EventSamples.PASSED, EventSamples.REFUSED),
                        Outcome.UNSTABLE,
                        Optional.of(7),
                        Optional.empty())));

        assertThat(page)
                .contains("The run begins with the parameters of nightly #41, epoch 12: 6 tensors.")
                .contains("<caption>1 of 2 gates held, asked of the model of epoch 7</caption>")
                .contains("<span class=\"pill held unstable\">held</span>")
                .contains("<td data-label=\"Against the reference\">within the noise</td>")
                .contains("<td data-label=\"Reference\" class=\"figure\">0.915</td>")
                .contains("<span class=\"pill failed unstable\">failed</span>")
                .contains("<td data-label=\"Reference\" class=\"figure empty\">–</td>")
                .contains("test/accuracy is 0.9, and not at least 0.95");
    }

    @Test
    void shouldSayWhenGatesAreAskedWhileTheRunGoesOn() {
        assertThat(page(history(began("nightly #41"))))
                .contains("The gates are asked when training is over")
                .doesNotContain("<table class=\"ledger gates\"");
    }

    @Test
    void shouldShowNothingOfGatesWhereARunIsComparedWithNothing() {
        assertThat(page(history())).doesNotContain("Gates");
    }

    @Test
    void shouldLetNoNameBecomeMarkup() {
        assertThat(page(history(began("<b>night</b>"))))
                .contains("&lt;b&gt;night")
                .doesNotContain("<b>night");
    }

    @Test
    void shouldDrawTheReferenceBehindARunThatHasMeasuredNothing() {
        CurveData curves = curves(history(began("nightly #41")), reference(10));

        assertThat(ofReference(curves)).singleElement().satisfies(line -> {
            assertThat(line.label()).isEqualTo("validation of nightly #41");
            assertThat(line.steps()).hasSize(10).startsWith(45).endsWith(450);
            assertThat(line.values()).startsWith(1.0).endsWith(0.1);
        });
        assertThat(curves.anchors().epochs()).containsExactly(0, 10);
    }

    @Test
    void shouldStandBesideTheSameEpochOfTheRunAndEndWithIt() {
        Conclusion.Finished finished = (Conclusion.Finished) EventSamples.all().stream()
                .filter(Conclusion.Finished.class::isInstance)
                .findFirst()
                .orElseThrow();
        TrainingEvent[] epochs = {EventSamples.epoch(1, 45), EventSamples.epoch(2, 90), finished};

        CurveData running = curves(history(epochs[0], epochs[1]), reference(10));
        CurveData over = curves(history(epochs), reference(10));

        assertThat(running.anchors().epochs()).containsExactly(0, 1, 2, 10);
        assertThat(ofReference(over).get(0).steps()).containsExactly(45, 90);
        assertThat(ofReference(over).get(0).seconds()).containsExactly(2.25, 4.5);
        assertThat(over.anchors().epochs()).containsExactly(0, 1, 2);
    }

    @Test
    void shouldReadTheReferenceThatLiesBesideThePage() throws IOException {
        RunDirectory run = new RunDirectory(folder);
        RunHistory history = history(began("nightly #41"), EventSamples.epoch(1, 45));
        ReportPage.write(run.reportHtml(), history);
        assertThat(run.reportHtml()).content().doesNotContain("validation of nightly #41");

        MetricsCsv.write(run.reference(), history.epochs());
        ReportPage.write(run.reportHtml(), history);
        assertThat(run.reportHtml()).content().contains("validation of nightly #41");

        Files.writeString(run.reference(), "no curve");
        ReportPage.write(run.reportHtml(), history);
        assertThat(run.reportHtml()).content().contains("Gates: is the model good enough?");
    }
}
