package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.BottleneckFound;
import io.jenkins.trainmodel.event.BottleneckFound.Stage;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.words.Narration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StagesViewTest {
    private static RunHistory history(TrainingEvent... more) {
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(1, EventSamples.started()));
        history.add(EventSamples.record(2, EventSamples.epoch(1, 40)));
        long sequence = 3;
        for (TrainingEvent event : more) {
            history.add(EventSamples.record(sequence++, event));
        }
        return history;
    }

    private static BottleneckFound found(String bottleneck, Stage... stages) {
        return new BottleneckFound(bottleneck, 0.5, 9, "later", "", List.of(stages), Optional.empty());
    }

    @Test
    void shouldDrawTheWayOfTheData() {
        assertThat(ReportPage.ofPackage(history(EventSamples.BOTTLENECK)))
                .contains(
                        "Bottleneck: computing, 75 % of the 4.5 s of its epochs; most likely to help: bfloat16"
                                + " (training.precision).",
                        "<rect class=\"used\" fill=\"#d55e00\" width=\"500.00\"",
                        "<rect class=\"used\" fill=\"#0072b2\" width=\"2.50\"",
                        "50 GFLOP/s of 100 GFLOP/s",
                        "Peaks are those of the machine, measured");
    }

    @Test
    void shouldDrawItOnThePageOfAnotherProgramAsWell() {
        assertThat(EmbeddedReport.of(history(EventSamples.BOTTLENECK)).parts().get("phases"))
                .contains("id=\"stages\"", "Arithmetic");
        assertThat(EmbeddedReport.of(history()).parts().get("phases")).doesNotContain("id=\"stages\"");
    }

    @Test
    void shouldTellRatesWhereNoPeakIsKnownAndShowUnknownWordsAsTheyAre() {
        String page = ReportPage.ofPackage(history(
                EventSamples.BOTTLENECK,
                found("quantum", new Stage("entanglement", "qubitsPerSecond", 7, Optional.empty()))));

        assertThat(page)
                .contains("Bottleneck: quantum", "Entanglement", "<td class=\"figure\">7</td>", "train-model profile")
                .doesNotContain("class=\"used\"", "bfloat16 (");
    }

    @Test
    void shouldKeepABarInItsPlaceThoughMoreThanThePeakWasMeasured() {
        assertThat(ReportPage.ofPackage(
                        history(found("memory", new Stage("memory", Stage.BYTES, 3e9, Optional.of(1e9))))))
                .contains("width=\"1000.00\" height=\"18\"", "300 %");
    }

    @Test
    void shouldEscapeWhatALogSays() {
        assertThat(ReportPage.ofPackage(history(found("<b>x</b>", new Stage("<i>", "<u>", 1, Optional.of(2.0))))))
                .doesNotContain("<b>x</b>", "<i>", "<I>", "<u>");
    }

    @Test
    void shouldTellItOnTheConsoleInALine() {
        assertThat(new Narration().tell(EventSamples.BOTTLENECK))
                .containsExactly("bottleneck: computing, 75 % of the 4.5 s of its epochs; most likely to help: bfloat16"
                        + " (training.precision); of what the machine can do were used: disk 0.3 %, arithmetic 50 %");
    }

    @Test
    void shouldNameTheBottleneckBesideItsBarAndNoOther() {
        String phases =
                EmbeddedReport.of(history(EventSamples.BOTTLENECK)).parts().get("phases");

        assertThat(phases).containsOnlyOnce("<span class=\"badge unstable\">bottleneck</span>");
        assertThat(phases).contains("Arithmetic <span class=\"badge unstable\">");
    }

    @Test
    void shouldTellTheNewestOfALiveRunOnItsPage() {
        RunHistory history = history(found("transfer"), found("data"));

        assertThat(EmbeddedReport.of(history).parts().get("phases"))
                .contains("Bottleneck: waiting for data")
                .doesNotContain("bringing batches");
    }
}
