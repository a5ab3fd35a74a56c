package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhaseTotalsTest {
    @Test
    void shouldShareTheWholeTimeOut() {
        PhaseTotals totals = PhaseTotals.of(run(List.of(
                epoch(1, Map.of("forward", 1.0, "backward", 2.0)), epoch(2, Map.of("forward", 1.0, "dataWait", 4.0)))));

        assertThat(totals.totals())
                .extracting(PhaseTotals.Total::label, PhaseTotals.Total::percent, PhaseTotals.Total::x)
                .containsExactly(
                        tuple("Waiting for data", "50 %", "0.00"),
                        tuple("Forward", "25 %", "500.00"),
                        tuple("Backward", "25 %", "750.00"));
    }

    @Test
    void shouldCountAnUnknownPhaseAsOtherAndIgnoreImpossibleTimes() {
        PhaseTotals totals =
                PhaseTotals.of(run(List.of(epoch(1, Map.of("dreaming", 3.0, "forward", Double.NaN, "update", -1.0)))));

        assertThat(totals.totals()).extracting(PhaseTotals.Total::label).containsExactly("Other");
    }

    @Test
    void shouldPutSeveralEpochsIntoABarOfALongRun() {
        PhaseTotals totals = PhaseTotals.of(run(IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> epoch(i, Map.of("forward", 0.5)))
                .toList()));

        assertThat(totals.bars().labels()).hasSize(200).startsWith("1–5").endsWith("996–1000");
        assertThat(totals.sum()).isCloseTo(500, within(1e-9));
    }

    @Test
    void shouldSayThatDataHoldsTrainingUp() {
        ReportData run = SampleRun.ofEpochs(1).build();

        assertThat(PhasesView.of(run).orElseThrow().finding())
                .contains("waiting for data: reading the data holds training up.");
        assertThat(PhasesView.of(SampleRun.finished()).orElseThrow().finding())
                .isEqualTo("74 % computing, 10 % validation, 5.2 % waiting for data.");
    }

    private static Epoch epoch(int number, Map<String, Double> phases) {
        return new Epoch(number, number, number, Map.of(), phases, Optional.empty(), Optional.empty());
    }

    private static ReportData run(List<Epoch> epochs) {
        ReportData run = SampleRun.finished();
        return new ReportData(
                run.started(),
                run.startedAt(),
                run.lastEventAt(),
                run.writtenAt(),
                run.environment(),
                run.series(),
                epochs,
                run.ledger(),
                run.notable(),
                run.finished(),
                run.modelBytes(),
                run.told(),
                run.audience());
    }
}
