package io.jenkins.trainmodel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventCurveReaderTest {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void setUp() {
        log = folder.resolve("events.jsonl");
    }

    @Test
    void shouldReadEpochsAndSteps() throws IOException {
        write(
                new TrainingEvent.Warning("w", "not about the curve"),
                step(5, Map.of("train/loss", 0.7, "learningRate", 0.1)),
                epoch(1, 0.5),
                epoch(2, Double.NaN),
                new TrainingEvent.RuleEvaluated(2, 20, List.of()));

        assertThat(CurveReader.read(log).observations())
                .containsExactly(
                        new Observation(1, 5, 30, false, Map.of("train/loss", 0.7)),
                        new Observation(1, 10, 60, true, Map.of("validation/loss", 0.5)),
                        new Observation(2, 20, 120, true, Map.of("validation/loss", Double.NaN)));
        assertThat(CurveReader.read(folder).observations()).hasSize(3);
        assertThat(CurveReader.read(folder).name()).isEqualTo(folder.toString());
    }

    @Test
    void shouldLeaveOutWhatAResumedRunSupersedes() throws IOException {
        write(
                epoch(1, 0.5),
                epoch(2, 0.4),
                step(25, Map.of("train/loss", 9.0)),
                epoch(3, 0.3),
                resumed(2, 20, true),
                step(25, Map.of("train/loss", 1.0)),
                epoch(3, 0.1));

        assertThat(CurveReader.read(log).observations())
                .containsExactly(
                        new Observation(1, 10, 60, true, Map.of("validation/loss", 0.5)),
                        new Observation(2, 20, 120, true, Map.of("validation/loss", 0.4)),
                        new Observation(3, 25, 150, false, Map.of("train/loss", 1.0)),
                        new Observation(3, 30, 180, true, Map.of("validation/loss", 0.1)));
    }

    @Test
    void shouldKeepWhatStaysValidAfterAResume() throws IOException {
        write(epoch(1, 0.5), epoch(2, 0.4), resumed(1, 10, false), epoch(3, 0.3));

        assertThat(CurveReader.read(log).observations())
                .extracting(Observation::epoch)
                .containsExactly(1, 2, 3);
    }

    @Test
    void shouldSeeTheStepAtWhichARunEndedWithinAnEpoch() throws IOException {
        write(epoch(1, 0.5), finished(17, 100.5));

        assertThat(CurveReader.read(log).observations())
                .last()
                .isEqualTo(new Observation(2, 17, 100.5, false, Map.of()));
    }

    @Test
    void shouldPassOverWhatIsTornDamagedOrUnknown() throws IOException {
        write(epoch(1, 0.5));
        append("{\"v\":1,\"seq\":2,\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"aurora\",\"x\":1}\n");
        append("not an event\n");
        append(
                "{\"v\":1,\"seq\":3,\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"epoch\",\"epoch\":2,\"step\":20,"
                        + "\"elapsedSeconds\":120,\"metrics\":{\"validation/loss\":0.4,\"validation/f1\":null},\"phases\":{}}\n");
        append("{\"v\":1,\"seq\":4,\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"epoch\",\"epo");

        Curve curve = CurveReader.read(log);

        assertThat(curve.epochs()).extracting(Observation::epoch).containsExactly(1, 2);
        assertThat(curve.epochs().get(1).metrics()).containsExactly(Map.entry("validation/loss", 0.4));
    }

    @Test
    void shouldReadALastLineThatOnlyMissesItsEnd() throws IOException {
        write(epoch(1, 0.5), epoch(2, 0.4));
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 1));

        assertThat(CurveReader.read(log).epochs()).hasSize(2);
    }

    @Test
    void shouldRefuseALogThatIsNone() throws IOException {
        Files.writeString(log, "epoch,loss\n1,0.5\n");
        assertThatThrownBy(() -> CurveReader.read(log)).hasMessage(log + ": holds no event of a training run");
    }

    @Test
    void shouldRefuseEpochsThatGoBackWithoutAResume() throws IOException {
        write(epoch(1, 0.5), epoch(3, 0.4), epoch(2, 0.3));
        assertThatThrownBy(() -> CurveReader.read(log))
                .hasMessage(log + ", event 3: epoch 2 follows epoch 3,"
                        + " and nothing says that the run was resumed before it");
    }

    @Test
    void shouldTellALogFromACsvWithoutAnEnding() throws IOException {
        write(epoch(1, 0.5));
        Path archived = Files.copy(log, folder.resolve("run-7"));
        Path table = Files.writeString(folder.resolve("table"), "epoch,validation/loss\n1,0.5\n");

        assertThat(CurveReader.read(archived).metrics()).containsExactly("validation/loss");
        assertThat(CurveReader.read(table).metrics()).containsExactly("validation/loss");
    }

    private void write(TrainingEvent... events) throws IOException {
        try (EventWriter writer = EventWriter.open(log)) {
            for (TrainingEvent event : events) {
                writer.write(event);
            }
        }
    }

    private void append(String text) throws IOException {
        Files.write(log, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    private static TrainingEvent epoch(int epoch, double loss) {
        return new TrainingEvent.Epoch(
                epoch,
                epoch * 10L,
                epoch * 60.0,
                Map.of("validation/loss", loss),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static TrainingEvent step(long step, Map<String, Double> metrics) {
        return new TrainingEvent.Step((int) (step / 10) + 1, step, step * 6.0, metrics);
    }

    private static TrainingEvent resumed(int epoch, long step, boolean supersedes) {
        return new TrainingEvent.Resumed("000001", epoch, step, step * 6.0, supersedes, Map.of(), Optional.empty());
    }

    private static TrainingEvent finished(long step, double elapsed) {
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                "maxDuration",
                List.of(),
                1,
                step,
                elapsed,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
