package io.jenkins.trainmodel.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.backtest.CurveReader;
import io.jenkins.trainmodel.event.EventSamples;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTest {
    @TempDir
    private Path directory;

    private final RunHistory history = new RunHistory();
    private long sequence;

    @Test
    void shouldWriteTheSummaryForPrograms() throws IOException {
        EventSamples.all().forEach(this::add);
        Path file = directory.resolve("report.json");

        RunSummary written = ReportJson.write(file, history);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/v").asInt()).isEqualTo(1);
        assertThat(json.at("/state").asText()).isEqualTo("finished");
        assertThat(json.at("/outcome").asText()).isEqualTo("unstable");
        assertThat(json.at("/fired/0").asText()).isEqualTo("enough");
        assertThat(json.at("/best/epoch").asInt()).isEqualTo(2);
        assertThat(json.at("/training/startedAt").asText()).isEqualTo("2026-11-24T05:00:01.250Z");
        assertThat(json.at("/training/resumes").asInt()).isEqualTo(1);
        assertThat(json.at("/checkpoints/0/name").asText()).isEqualTo("000001");
        assertThat(json.at("/modelPath").asText()).isEqualTo("model");
        assertThat(json.at("/accepted").asBoolean(true)).isFalse();
        assertThat(json.at("/began/reference").asText()).isEqualTo("nightly #41");
        assertThat(json.at("/gates/0/comparison").asText()).isEqualTo("withinNoise");
        assertThat(json.at("/gates/1/sentence").asText()).isEqualTo("test/accuracy is 0.9, and not at least 0.95");
        assertThat(json.at("/challenges/0/referenceValue").asDouble()).isEqualTo(0.95);
        assertThat(json.at("/phases/backward").asDouble()).isEqualTo(1.5);
        assertThat(json.at("/cost/gpuHours").asDouble(-1)).isZero();
        assertThat(json.at("/cost").has("kilowattHours")).isTrue();
        assertThat(ReportJson.read(file)).isEqualTo(written);
    }

    @Test
    void shouldWriteEveryKeyOfARunThatHasJustBegun() throws IOException {
        add(EventSamples.started());
        Path file = directory.resolve("report.json");

        RunSummary written = ReportJson.write(file, history);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/state").asText()).isEqualTo("running");
        assertThat(json.has("outcome")).isTrue();
        assertThat(json.at("/outcome").isNull()).isTrue();
        assertThat(json.at("/best").isNull()).isTrue();
        assertThat(ReportJson.read(file)).isEqualTo(written);
    }

    @Test
    void shouldFindTheBestFiniteValueOfEveryMetricWithAKnownDirection() throws IOException {
        epoch(1, Map.of("train/loss", 2.0, "validation/accuracy", 0.5, "throughput/samplesPerSecond", 9.0));
        epoch(2, Map.of("train/loss", Double.NEGATIVE_INFINITY, "validation/accuracy", 0.75));
        epoch(3, Map.of("train/loss", Double.NaN, "validation/accuracy", 0.75));
        Path file = directory.resolve("report.json");

        RunSummary written = ReportJson.write(file, history);

        assertThat(written.bestMetrics())
                .isEqualTo(Map.of(
                        "train/loss", new Best("train/loss", 1, 2.0),
                        "validation/accuracy", new Best("validation/accuracy", 2, 0.75)));
        assertThat(Files.readString(file)).contains("\"train/loss\" : \"nan\"").doesNotContain(": NaN");
        assertThat(ReportJson.read(file)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{\"v\":2}", "{\"v\":1,\"resumable\":7}", "{\"v\":1,\"nonFinite\":3}", "{\"v\":1,"})
    void shouldRefuseWhatIsNoSummary(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("report.json"), text);

        assertThatIOException().isThrownBy(() -> ReportJson.read(file)).withMessageContaining(file.toString());
    }

    @Test
    void shouldWriteOneCsvRowAnEpoch() throws IOException {
        epoch(1, Map.of("validation/loss", 0.5, "train/loss", Double.NaN));
        epoch(2, Map.of("train/loss", Double.POSITIVE_INFINITY, "a,\"b\"", Double.NEGATIVE_INFINITY));
        epoch(3, Map.of("train/loss", 1e-300));
        Path file = directory.resolve("metrics.csv");

        MetricsCsv.write(file, history.epochs());

        assertThat(file).hasContent("""
                        epoch,step,elapsedSeconds,"a,""b""\",train/loss,validation/loss
                        1,10,0.5,,nan,0.5
                        2,20,1.0,-inf,inf,
                        3,30,1.5,,1.0E-300,
                        """);
    }

    @Test
    void shouldWriteACsvThatCanBeReplayed() throws IOException {
        epoch(1, Map.of("validation/loss", 0.5, "train/loss", Double.NaN));
        epoch(2, Map.of("train/loss", Double.NEGATIVE_INFINITY, "a,\"b\"", 0.1 + 0.2));
        Path file = directory.resolve("metrics.csv");
        MetricsCsv.write(file, history.epochs());

        Curve curve = CurveReader.read(file);

        assertThat(curve.epochs()).map(Observation::epoch).containsExactly(1, 2);
        assertThat(curve.epochs()).map(Observation::step).containsExactly(10L, 20L);
        assertThat(curve.epochs()).map(Observation::elapsedSeconds).containsExactly(0.5, 1.0);
        assertThat(curve.epochs())
                .map(Observation::metrics)
                .isEqualTo(history.epochs().stream()
                        .map(TrainingEvent.Epoch::metrics)
                        .toList());
    }

    @Test
    void shouldWriteAHeaderBeforeTheFirstEpoch() {
        assertThat(MetricsCsv.text(List.of())).isEqualTo("epoch,step,elapsedSeconds\n");
    }

    private void epoch(int epoch, Map<String, Double> metrics) {
        int step = epoch * 10;
        add(new TrainingEvent.Epoch(
                epoch, step, step / 20.0, metrics, Map.of("forward", 0.5), Optional.empty(), Optional.empty()));
    }

    private void add(TrainingEvent event) {
        history.add(EventSamples.record(++sequence, event));
    }
}
