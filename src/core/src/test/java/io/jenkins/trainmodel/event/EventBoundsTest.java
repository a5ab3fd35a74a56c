package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a line may hold, and what an event must. */
class EventBoundsTest {
    private static final String START = "{\"v\":1,\"seq\":1,\"time\":\"2026-11-24T05:00:00Z\",\"type\":";

    private static LogLine.Event event(String line) {
        return (LogLine.Event) EventCodec.decode(line);
    }

    private static String varied(String picture) {
        return START + "\"imagesVaried\",\"images\":1,\"variants\":1,\"picture\":\"" + picture + "\"}";
    }

    @Test
    void shouldHoldAWholePicture() {
        String large = EventSamples.PICTURE.base64().replace("=", "A") + "A".repeat(120_000);

        assertThat(event(varied(large)).record().event())
                .isEqualTo(new TrainingEvent.ImagesVaried(1, 1, new Picture(large)));
        assertThat(event(varied(large)).cut()).isFalse();
    }

    private static String step(String metrics) {
        return START + "\"step\",\"epoch\":1,\"step\":2,\"elapsedSeconds\":0.5,\"metrics\":{" + metrics + "}}";
    }

    private static String metrics(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
    }

    /** As many and as long as a specification may ask for, of characters that take most bytes. */
    @Test
    void shouldHoldAllThatALanguageModelMayWrite() {
        TrainingEvent.TextWritten.Text text = new TrainingEvent.TextWritten.Text(
                "\u0001".repeat(1000), "\uFFFD".repeat(TrainingEvent.TextWritten.LONGEST));
        TrainingEvent written = new TrainingEvent.TextWritten(1, 2, Collections.nCopies(20, text));

        String line = new String(EventCodec.encode(EventSamples.record(1, written)), StandardCharsets.UTF_8);

        assertThat(event(line).record().event()).isEqualTo(written);
        assertThat(event(line).cut()).isFalse();
    }

    static Stream<String> impossibleLines() {
        String verdict = "\"rule\":\"r\",\"type\":\"target\",\"explanation\":\"e\"";
        String finished =
                "\"finished\",\"resumable\":true,\"reason\":\"r\",\"epoch\":1,\"step\":1,\"elapsedSeconds\":1";
        String started =
                "\"started\",\"trainSamples\":1,\"validationSamples\":1,\"stepsPerEpoch\":1,\"parameters\":1,\"flopPerStep\":1";
        String gate =
                "{\"gate\":\"g\",\"metric\":\"m\",\"answer\":\"held\",\"outcome\":\"failure\",\"sentence\":\"s\"}";
        String challenged =
                "\"challenged\",\"result\":{\"metric\":\"m\",\"value\":1,\"referenceValue\":1,\"difference\":0,\"low\":0,"
                        + "\"high\":0,\"confidence\":0.95,\"samples\":9,\"resamples\":9,\"comparison\":\"worse\"}";
        String saved = "\"checkpointSaved\",\"name\":\"1\",\"epoch\":1,\"step\":1,\"reason\":\"epoch\",\"best\":true,";
        return Stream.of(
                START + "\"ruleEvaluated\",\"epoch\":1,\"step\":1,\"verdicts\":[{\"rule\":\"r\"}]}",
                START + "\"ruleEvaluated\",\"epoch\":1,\"step\":1,\"verdicts\":[{" + verdict
                        + ",\"status\":\"held\"}]}",
                START + "\"ruleEvaluated\",\"epoch\":1,\"step\":1,\"verdicts\":[{" + verdict
                        + ",\"outcome\":\"success\",\"status\":null}]}",
                START + finished + "}",
                START + finished + ",\"outcome\":null}",
                START + finished.replace("\"epoch\":1", "\"epoch\":-1") + ",\"outcome\":\"success\"}",
                START + started + "}",
                START + started + ",\"specification\":null}",
                START + started + ",\"specification\":\"x\"}",
                START + started.replace("\"parameters\":1", "\"parameters\":-1") + ",\"specification\":{}}",
                START + "\"failed\",\"reason\":\"r\",\"exitCode\":1}",
                START + "\"ending\",\"reason\":\"r\",\"epoch\":1,\"step\":1}",
                START + "\"began\",\"restored\":-1}",
                START + "\"began\",\"restored\":1,\"epoch\":-1}",
                START + "\"judged\",\"outcome\":\"success\",\"gates\":[]}",
                START + "\"judged\",\"outcome\":\"success\",\"gates\":[{\"gate\":\"g\"}]}",
                START + "\"judged\",\"gates\":[" + gate + "]}",
                START + "\"judged\",\"outcome\":\"success\",\"epoch\":-1,\"gates\":[" + gate + "]}",
                START + challenged.replace("\"samples\":9", "\"samples\":0") + "}",
                START + challenged.replace("0.95", "1.5") + "}",
                START + challenged.replace("worse", "sideways") + "}",
                START + "\"challenged\",\"result\":null}",
                varied(""),
                varied("!"),
                varied("R0lGODlhAQABAAAAACw="),
                varied(EventSamples.PICTURE.base64()).replace("\"images\":1", "\"images\":0"),
                varied(EventSamples.PICTURE.base64().replace("SUhEUgAAAAIAAAAB", "SUhEUgAAf/8AAAAB")),
                varied("A".repeat(Picture.LONGEST + 4)),
                START + "\"imagesVaried\",\"images\":1,\"variants\":1}",
                START + saved + "\"bytes\":-1,\"seconds\":1}",
                START + saved + "\"bytes\":1,\"seconds\":-1}",
                step("").replace("\"step\":2", "\"step\":-2"),
                step("").replace("0.5", "-0.5"),
                step("").replace("0.5", "null,\"nonFinite\":{\"/elapsedSeconds\":\"nan\"}"));
    }

    @ParameterizedTest
    @MethodSource("impossibleLines")
    void shouldCallDamagedWhatLacksAFieldOrCannotBe(String line) {
        assertThat(EventCodec.decode(line)).isInstanceOf(LogLine.Damaged.class);
    }

    @Test
    void shouldSayWhichFieldIsMissing() {
        assertThat(
                        EventCodec.decode(
                                START
                                        + "\"finished\",\"reason\":\"r\",\"epoch\":1,\"step\":1,\"elapsedSeconds\":1,\"resumable\":true}"))
                .isInstanceOfSatisfying(
                        LogLine.Damaged.class,
                        damaged -> assertThat(damaged.problem()).isEqualTo("`outcome` is missing"));
    }

    @Test
    void shouldLeaveOptionalFieldsEmpty() {
        LogLine.Event epoch = event(START + "\"epoch\",\"epoch\":1,\"step\":2,\"elapsedSeconds\":0.5}");

        assertThat(epoch.record().event()).isInstanceOfSatisfying(TrainingEvent.Epoch.class, read -> {
            assertThat(read.best()).isEmpty();
            assertThat(read.secondsLeft()).isEmpty();
            assertThat(read.plannedEpochs()).isEmpty();
            assertThat(read.metrics()).isEmpty();
        });
    }

    @Test
    void shouldKeepSoManyMetricsAndSayThatThereWereMore() {
        Map<String, Double> kept =
                ((TrainingEvent.Step) event(step(metrics(10_000))).record().event()).metrics();

        assertThat(kept).hasSize(200).containsKeys("m0", "m199");
        assertThat(event(step(metrics(10_000))).cut()).isTrue();
        assertThat(event(step(metrics(200))).cut()).isFalse();
    }

    @Test
    void shouldRefuseALineOfMoreValuesThanAnyEventHas() {
        assertThat(EventCodec.decode(step(metrics(60_000)))).isInstanceOf(LogLine.Damaged.class);
    }

    @Test
    void shouldCutTextsAndNames() {
        String longText = "x".repeat(100_000);
        LogLine.Event warning = event(START + "\"warning\",\"code\":\"c\",\"message\":\"" + longText + "\"}");
        LogLine.Event named = event(step("\"" + "n".repeat(300) + "\":1,\"a\":2"));

        assertThat(((TrainingEvent.Warning) warning.record().event()).message()).hasSize(4_001);
        assertThat(((TrainingEvent.Step) named.record().event()).metrics()).containsOnlyKeys("a");
        assertThat(warning.cut()).isTrue();
        assertThat(named.cut()).isTrue();
    }

    @Test
    void shouldCutVerdictsAndSpecification() {
        Verdict[] many = Collections.nCopies(300, EventSamples.HELD).toArray(Verdict[]::new);
        byte[] ledger = EventCodec.encode(EventSamples.record(1, new TrainingEvent.RuleEvaluated(1, 1, List.of(many))));
        String specification = IntStream.range(0, 15_000).mapToObj(i -> "[1]").collect(Collectors.joining(","));
        LogLine.Event started = event(START + "\"started\",\"trainSamples\":1,\"validationSamples\":1,"
                + "\"stepsPerEpoch\":1,\"parameters\":1,\"flopPerStep\":1,\"specification\":{\"a\":[" + specification
                + "]}}");

        LogLine.Event cut = (LogLine.Event) EventCodec.decode(ledger, 0, ledger.length);

        assertThat(((TrainingEvent.RuleEvaluated) cut.record().event()).verdicts())
                .hasSize(200);
        assertThat(((TrainingEvent.Started) started.record().event())
                        .specification()
                        .path("a"))
                .hasSizeLessThan(10_000);
    }

    @Test
    void shouldBringTimesIntoTheYearsThatCanBeWritten() {
        String line = step("");

        assertThat(event(line.replace("2026-11-24T05:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"))
                        .record()
                        .time())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(event(line.replace("2026-11-24T05:00:00Z", "-1000000000-01-01T00:00:00Z"))
                        .record()
                        .time())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldLeaveAnEventAloneThatIsAsLargeAsAllowed() {
        Map<String, Double> metrics = new TreeMap<>();
        IntStream.range(0, 200).forEach(i -> metrics.put("m".repeat(197) + i % 10 + i / 10, 1.5));
        EventRecord record = EventSamples.record(1, new TrainingEvent.Telemetry(1, metrics));
        byte[] line = EventCodec.encode(record);

        assertThat(EventCodec.decode(line, 0, line.length)).isEqualTo(new LogLine.Event(record));
    }
}
