package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ColumnDrift.Bin;
import io.jenkins.trainmodel.drift.ColumnKind;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.SchemaDifference;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a history keeps of long runs. */
class RunHistoryBoundsTest {

    @Test
    void shouldKeepAnEvenChoiceWhenThereAreTooManyReadings() {
        RunHistory bounded = new RunHistory(100, 1 << 20);
        for (int step = 0; step < 100_000; step++) {
            bounded.add(EventSamples.record(step + 1, new TrainingEvent.Step(1, step, step, Map.of("a", step * 2.0))));
        }

        Series kept = bounded.stepSeries().get(0);
        double gap = kept.step(1) - kept.step(0);

        assertThat(kept.size()).isBetween(50, 100);
        assertThat(kept.step(0)).isZero();
        assertThat((double) kept.step(kept.size() - 1)).isCloseTo(100_000, within(gap + 1));
        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.step(i)).isEqualTo((long) (i * gap));
            assertThat(kept.value(i)).isEqualTo(kept.step(i) * 2.0);
        }
    }

    @Test
    void shouldForgetNothingThatPeopleDidForTheCheckpointsOfALongRun() {
        RunHistory bounded = new RunHistory(100, 1 << 20);
        List<Integer> changed = new ArrayList<>();
        for (int epoch = 1; epoch <= 1000; epoch++) {
            bounded.add(EventSamples.record(
                    2L * epoch,
                    new TrainingEvent.CheckpointSaved("n", epoch, epoch, "epoch", 5, 0.1, false, List.of())));
            if (epoch % 100 == 7) {
                changed.add(epoch);
                bounded.add(EventSamples.record(
                        2L * epoch + 1,
                        new Intervention.HyperparameterChanged("a", "1", "2", "ada", "", epoch, epoch)));
            }
        }

        assertThat(bounded.notable(Intervention.HyperparameterChanged.class))
                .map(Intervention.HyperparameterChanged::epoch)
                .isEqualTo(changed);
        assertThat(bounded.notable(TrainingEvent.CheckpointSaved.class)).hasSizeBetween(50, 100);
        assertThat(bounded.notable()).map(EventRecord::sequence).isSorted();
    }

    @Test
    void shouldShowTheNewestTextOfTheModelAndSomeBeforeWhateverElseThereIs() {
        RunHistory bounded = new RunHistory(10, 1 << 20);
        bounded.add(EventSamples.record(1, new TrainingEvent.Warning("data", "few samples")));
        for (int epoch = 1; epoch <= 40; epoch++) {
            var text = new TrainingEvent.TextWritten.Text("Once", " upon ".repeat(1000) + epoch);
            bounded.add(EventSamples.record(2L * epoch, new TrainingEvent.TextWritten(epoch, epoch, List.of(text))));
            bounded.add(EventSamples.record(
                    2L * epoch + 1,
                    new TrainingEvent.CheckpointSaved("n", epoch, epoch, "epoch", 5, 0.1, false, List.of())));
        }

        assertThat(bounded.notable(TrainingEvent.TextWritten.class))
                .map(TrainingEvent.TextWritten::epoch)
                .hasSizeBetween(3, 25)
                .startsWith(1)
                .endsWith(40)
                .isSorted();
        assertThat(bounded.notable(TrainingEvent.CheckpointSaved.class)).hasSizeBetween(4, 10);
        assertThat(bounded.notable(TrainingEvent.Warning.class)).hasSize(1);
        assertThat(bounded.notable()).map(EventRecord::sequence).isSorted();
    }

    /** What runs take is counted by those who show many of them, and words of strangers may be long. */
    @Test
    void shouldCountAllTextsOfComparedData() {
        assertThat(bytes("x".repeat(10_000)) - bytes("x")).isEqualTo(4 * 2 * 9_999);
    }

    private static long bytes(String text) {
        DataDrift drift = new DataDrift(
                text,
                100,
                100,
                new SchemaDifference(
                        List.of(),
                        0,
                        List.of(),
                        0,
                        List.of(new SchemaDifference.KindChange(text, ColumnKind.NUMBER, ColumnKind.DATE)),
                        1),
                List.of(new ColumnDrift(
                        text, ColumnKind.NUMBER, 1, 0.5, List.of(new Bin(Bin.Kind.VALUES, text, 1, 1)))),
                1,
                Optional.empty());
        RunHistory history = new RunHistory();
        history.add(EventSamples.record(1, new TrainingEvent.DataCompared(drift)));
        return history.bytes();
    }

    @Test
    void shouldBoundTheNumberOfMetrics() {
        RunHistory history = new RunHistory();
        for (int i = 0; i < 5000; i++) {
            history.add(EventSamples.record(i + 1, new TrainingEvent.Step(1, i, i, Map.of("metric" + i, 1.0))));
        }

        assertThat(history.stepSeries()).hasSize(1000);
    }

    @Test
    void shouldHoldAMillionReadings() {
        RunHistory history = new RunHistory();
        for (int step = 1; step <= 1_000_000; step++) {
            history.add(EventSamples.record(
                    1, new TrainingEvent.Step(1, step, step / 100.0, Map.of("train/loss", 1.0 / step, "norm", 2.0))));
        }

        assertThat(history.stepSeries()).hasSize(2).allMatch(series -> series.size() == 1_000_000);
    }
}
