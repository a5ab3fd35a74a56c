package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
    @TempDir
    private Path directory;

    private final RunHistory history = new RunHistory();
    private long sequence;

    @Test
    void shouldKnowNothingOfARunWithoutEvents() {
        assertThat(history.started()).isEmpty();
        assertThat(history.startedAt()).isEmpty();
        assertThat(history.lastDecision()).isEmpty();
        assertThat(history.best()).isEmpty();
        assertThat(history.stepSeries()).isEmpty();
        assertThat(history.progress()).isEqualTo(new Progress(0, 0, 0, Optional.empty()));
    }

    @Test
    void shouldFoldAWholeLog() throws IOException {
        Path log = directory.resolve("events.jsonl");
        try (EventWriter writer = EventWriter.open(log)) {
            for (TrainingEvent event : EventSamples.all()) {
                writer.write(event);
            }
        }
        Files.writeString(log, "garbage\n{\"v\":1", StandardOpenOption.APPEND);

        RunHistory read = RunHistory.read(log);

        assertThat(read.started()).contains(EventSamples.started());
        assertThat(read.finished()).isPresent();
        assertThat(read.environment()).isEqualTo(Map.of("host", "b"));
        assertThat(read.epochs()).containsExactly(EventSamples.epoch(1, 40));
        assertThat(read.lastDecision().orElseThrow().verdicts()).containsExactly(EventSamples.HELD, EventSamples.FIRED);
        assertThat(read.notable()).hasSize(15);
        assertThat(read.best()).contains(new Best("validation/loss", 2, 0.3));
        assertThat(read.problems().damagedLines()).isEqualTo(1);
        assertThat(read.problems().tornEnd()).isTrue();
        assertThat(read.progress()).isEqualTo(new Progress(2, 80, 4.5, Optional.of(100)));
    }

    @Test
    void shouldKeepSeriesOfMetricsThatComeAndGo() {
        add(new TrainingEvent.Step(1, 10, 0.5, Map.of("train/loss", 2.0)));
        add(new TrainingEvent.Step(1, 20, 1.0, Map.of("train/loss", Double.NaN, "gradient/norm", 7.0)));
        add(new TrainingEvent.Step(2, 30, 1.5, Map.of("train/loss", 1.0)));

        Series loss = series(history.stepSeries(), "train/loss");
        Series norm = series(history.stepSeries(), "gradient/norm");

        assertThat(loss.values()).containsExactly(2.0, Double.NaN, 1.0);
        assertThat(loss.steps()).containsExactly(10, 20, 30);
        assertThat(loss.elapsedSeconds()).containsExactly(0.5, 1.0, 1.5);
        assertThat(norm.size()).isEqualTo(1);
        assertThat(norm.step(0)).isEqualTo(20);
        assertThat(norm.epoch(0)).isEqualTo(1);
    }

    @Test
    void shouldPlaceTelemetryAtTheStepThatTrainingHadReached() {
        telemetry(0.1);
        add(new TrainingEvent.Step(3, 50, 1.0, Map.of()));
        telemetry(1.1);

        Series cpu = series(history.telemetrySeries(), "host/cpu");

        assertThat(cpu.steps()).containsExactly(0, 50);
        assertThat(cpu.epoch(1)).isEqualTo(3);
        assertThat(cpu.elapsedSeconds()).containsExactly(0.1, 1.1);
    }

    @Test
    void shouldKnowHowTheRunStandsToOthers() {
        RunHistory history = new RunHistory();
        TrainingEvent judged = new Conclusion.Judged(
                List.of(EventSamples.REFUSED), Outcome.UNSTABLE, Optional.of(2), Optional.empty());
        TrainingEvent began = EventSamples.all().get(1);
        List<TrainingEvent> events =
                List.of(EventSamples.started(), began, new Conclusion.Challenged(EventSamples.CHALLENGE), judged);
        for (int i = 0; i < events.size(); i++) {
            history.add(EventSamples.record(i + 1, events.get(i)));
        }

        assertThat(history.gates().began()).contains((Provenance.Began) began);
        assertThat(history.gates().challenges()).containsExactly(EventSamples.CHALLENGE);
        assertThat(history.gates().verdicts()).containsExactly(EventSamples.REFUSED);
        assertThat(history.notable()).hasSize(1);
        history.add(EventSamples.record(
                9, new TrainingEvent.Resumed("000001", 1, 40, 2.0, false, Map.of(), Optional.empty())));
        assertThat(history.gates().verdicts()).isEmpty();
        assertThat(history.gates().challenges()).isEmpty();
        assertThat(history.gates().began()).isPresent();
    }

    @Test
    void shouldForgetWhatAResumeSupersedes() {
        trainTwoEpochs();
        add(new TrainingEvent.Resumed("000001", 1, 20, 1.0, true, Map.of("host", "b"), Optional.empty()));

        assertThat(series(history.stepSeries(), "train/loss").steps()).containsExactly(10, 20);
        assertThat(series(history.epochSeries(), "validation/loss").steps()).containsExactly(20);
        assertThat(history.epochs()).map(TrainingEvent.Epoch::epoch).containsExactly(1);
        assertThat(history.ledger()).map(TrainingEvent.RuleEvaluated::epoch).containsExactly(1);
        assertThat(series(history.telemetrySeries(), "host/cpu").elapsedSeconds())
                .containsExactly(0.75);
        assertThat(history.finished()).isEmpty();
        assertThat(history.progress().step()).isEqualTo(20);

        add(new TrainingEvent.Step(2, 30, 1.5, Map.of("train/loss", 0.25)));
        assertThat(series(history.stepSeries(), "train/loss").value(2)).isEqualTo(0.25);
    }

    @Test
    void shouldKeepWhatAResumeOnlyLivesAgain() {
        trainTwoEpochs();
        add(new TrainingEvent.Resumed("000001", 1, 20, 1.0, false, Map.of("host", "b"), Optional.empty()));

        assertThat(series(history.stepSeries(), "train/loss").steps()).containsExactly(10, 20, 30, 40);
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.ledger()).hasSize(2);
        assertThat(series(history.telemetrySeries(), "host/cpu").elapsedSeconds())
                .containsExactly(0.75);
    }

    @Test
    void shouldForgetAMetricOfWhichNothingIsLeft() {
        add(new TrainingEvent.Step(1, 30, 1.0, Map.of("typo", 1.0)));
        add(new TrainingEvent.Resumed("000000", 0, 0, 0, true, Map.of(), Optional.empty()));

        assertThat(history.stepSeries()).isEmpty();
    }

    @Test
    void shouldListTheCheckpointsThatRetentionHasLeft() {
        add(new TrainingEvent.CheckpointSaved("000001", 1, 10, "epoch", 5, 0.1, true, List.of()));
        add(new TrainingEvent.CheckpointSaved("000002", 2, 20, "epoch", 5, 0.1, false, List.of()));
        add(new TrainingEvent.CheckpointSaved("000003", 3, 30, "epoch", 5, 0.1, false, List.of("000002")));

        assertThat(new SavedCheckpoints(history.notable(TrainingEvent.CheckpointSaved.class)).kept())
                .map(TrainingEvent.CheckpointSaved::name)
                .containsExactly("000001", "000003");
    }

    @Test
    void shouldTellCheckpointsThatWereWrittenOverAsGone() {
        var first = new TrainingEvent.CheckpointSaved("out/model.json", 1, 10, "epoch", 0, 0, true, List.of());
        var second = new TrainingEvent.CheckpointSaved("out/model.json", 2, 20, "epoch", 0, 0, true, List.of());
        SavedCheckpoints checkpoints = new SavedCheckpoints(List.of(first, second));

        assertThat(checkpoints.kept()).containsExactly(second);
        assertThat(checkpoints.isRemoved(first)).isTrue();
    }

    private void trainTwoEpochs() {
        for (int epoch = 1; epoch <= 2; epoch++) {
            int step = 20 * epoch;
            add(new TrainingEvent.Step(epoch, step - 10, (step - 10) / 20.0, Map.of("train/loss", 1.0 / step)));
            telemetry((step - 5) / 20.0);
            add(new TrainingEvent.Step(epoch, step, step / 20.0, Map.of("train/loss", 1.0 / step)));
            add(EventSamples.epoch(epoch, step));
            add(new TrainingEvent.RuleEvaluated(epoch, step, List.of(EventSamples.HELD)));
        }
        add(EventSamples.all().stream()
                .filter(Conclusion.Finished.class::isInstance)
                .findFirst()
                .orElseThrow());
    }

    private void telemetry(double seconds) {
        add(new TrainingEvent.Telemetry(seconds, Map.of("host/cpu", 0.5)));
    }

    private void add(TrainingEvent event) {
        history.add(EventSamples.record(++sequence, event));
    }

    private static Series series(List<Series> all, String metric) {
        return all.stream()
                .filter(series -> series.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }
}
