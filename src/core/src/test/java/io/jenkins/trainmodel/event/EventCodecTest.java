package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    static List<TrainingEvent> everyEvent() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void shouldReadBackWhatItWrote(TrainingEvent event) {
        EventRecord record = EventSamples.record(7, event);

        assertThat(EventCodec.decode(text(record))).isEqualTo(new LogLine.Event(record));
    }

    @Test
    void shouldHaveASampleOfEveryType() {
        Set<Class<?>> permitted = kinds(TrainingEvent.class).collect(Collectors.toSet());

        assertThat(everyEvent()).map(Object::getClass).hasSameElementsAs(permitted);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::kinds)
                : Stream.of(type);
    }

    @Test
    void shouldBeginWithTheEnvelopeAndEndWithANewline() {
        String line = text(EventSamples.record(3, new TrainingEvent.Warning("slowDisk", "ä")));

        assertThat(line)
                .isEqualTo("{\"v\":1,\"seq\":3,\"time\":\"2026-11-24T05:00:03.250Z\",\"type\":\"warning\","
                        + "\"code\":\"slowDisk\",\"message\":\"ä\"}\n");
    }

    @Test
    void shouldCarryWhereAReadingWasMeasuredOnlyWhereItCameLate() {
        EventRecord late =
                EventSamples.record(1, new TrainingEvent.Step(1, 35, 0.5, Map.of("a", 1.0), Optional.of(20L)));

        assertThat(text(late)).endsWith(",\"metrics\":{\"a\":1.0},\"measuredAt\":20}\n");
        assertThat(EventCodec.decode(text(late))).isEqualTo(new LogLine.Event(late));
        assertThat(text(EventSamples.record(1, new TrainingEvent.Step(1, 35, 0.5, Map.of("a", 1.0)))))
                .doesNotContain("measuredAt");
        assertThat(EventCodec.decode(text(late).replace(":20}", ":-1}"))).isNotInstanceOf(LogLine.Event.class);
    }

    @Test
    void shouldWriteNonFiniteMetricsAsNullWithAReason() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/loss", Double.NaN);
        metrics.put("a~b/c", Double.NEGATIVE_INFINITY);
        metrics.put("/odd", Double.POSITIVE_INFINITY);
        EventRecord record = EventSamples.record(1, new TrainingEvent.Step(1, 2, 0.5, metrics));

        String line = text(record);

        assertThat(line)
                .contains("\"metrics\":{\"train/loss\":null,\"a~b/c\":null,\"/odd\":null}")
                .contains("\"nonFinite\":{\"train/loss\":\"nan\",\"a~b/c\":\"-inf\",\"/metrics/~1odd\":\"inf\"}");
        assertThat(EventCodec.decode(line)).isEqualTo(new LogLine.Event(record));
    }

    @Test
    void shouldCarryNonFiniteNumbersInEveryOtherPlace() {
        Verdict verdict = new Verdict(
                "d",
                "diverged",
                Verdict.Status.FIRED,
                Outcome.FAILURE,
                Optional.empty(),
                Optional.of(Double.NaN),
                Optional.of(Double.POSITIVE_INFINITY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "not finite",
                List.of());
        EventRecord epoch = EventSamples.record(
                1,
                new TrainingEvent.Epoch(
                        1,
                        2,
                        0.5,
                        Map.of("forward", Double.NaN),
                        Map.of("forward", Double.NEGATIVE_INFINITY),
                        Optional.of(Double.NaN),
                        Optional.of(new Best("m", 1, Double.NaN))));
        EventRecord ledger = EventSamples.record(2, new TrainingEvent.RuleEvaluated(1, 2, List.of(verdict)));

        assertThat(EventCodec.decode(text(epoch))).isEqualTo(new LogLine.Event(epoch));
        assertThat(EventCodec.decode(text(ledger))).isEqualTo(new LogLine.Event(ledger));
        assertThat(text(epoch) + text(ledger))
                .doesNotContainIgnoringCase(":NaN")
                .doesNotContain("Infinity");
    }

    @Test
    void shouldPassOverUnknownFields() {
        String line = text(EventSamples.record(1, new TrainingEvent.Warning("c", "m")))
                .replace("\"code\"", "\"later\":{\"x\":[1]},\"code\"");

        assertThat(EventCodec.decode(line))
                .isEqualTo(new LogLine.Event(EventSamples.record(1, new TrainingEvent.Warning("c", "m"))));
    }

    @Test
    void shouldTellEventsOfANewerProgram() {
        assertThat(EventCodec.decode("{\"v\":1,\"seq\":4,\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"dreamt\"}"))
                .isEqualTo(new LogLine.Unknown(1, 4, "dreamt"));
        assertThat(EventCodec.decode("{\"v\":2,\"seq\":5,\"type\":\"warning\",\"code\":7}"))
                .isEqualTo(new LogLine.Unknown(2, 5, "warning"));
    }

    @Test
    void shouldPassOverNullMetricsWithoutAReason() {
        LogLine line = EventCodec.decode("{\"v\":1,\"seq\":1,\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"step\","
                + "\"epoch\":1,\"step\":2,\"elapsedSeconds\":1,\"metrics\":{\"a\":null,\"b\":2}}");

        assertThat(line)
                .isInstanceOfSatisfying(
                        LogLine.Event.class,
                        event -> assertThat(((TrainingEvent.Step) event.record().event()).metrics())
                                .isEqualTo(Map.of("b", 2.0)));
    }

    static Stream<String> damagedLines() {
        String start = "{\"v\":1,\"seq\":1,\"time\":\"2026-11-24T05:00:00Z\",\"type\":";
        String step = start + "\"step\",\"epoch\":1,\"step\":2,\"elapsedSeconds\":0.5,";
        return Stream.of(
                "null",
                "[]",
                "7",
                "{}",
                "{\"v\":1}",
                "\u0000\u0000\u0000\u0000",
                "{\"v\":1.5,\"seq\":1,\"type\":\"step\"}",
                "{\"v\":0,\"seq\":1,\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"step\"}",
                "{\"v\":1,\"seq\":-1,\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"step\"}",
                "{\"v\":1,\"seq\":99999999999999999999,\"time\":\"x\",\"type\":\"step\"}",
                "{\"v\":1,\"seq\":1,\"time\":\"yesterday\",\"type\":\"warning\"}",
                "{\"v\":1,\"seq\":1,\"type\":\"warning\"}",
                start + "7}",
                start + "{\"a\":1}}",
                start + "\"step\",\"epoch\":1,\"step\":2,\"metrics\":{}}",
                start + "\"step\",\"epoch\":\"1\",\"step\":2,\"elapsedSeconds\":1,\"metrics\":{}}",
                start + "\"step\",\"epoch\":1.5,\"step\":2,\"elapsedSeconds\":1,\"metrics\":{}}",
                start + "\"step\",\"epoch\":99999999999,\"step\":2,\"elapsedSeconds\":1,\"metrics\":{}}",
                step + "\"metrics\":[]}",
                step + "\"metrics\":{\"a\":\"1\"}}",
                step + "\"metrics\":{\"a\":{}}}",
                step + "\"metrics\":{\"a\":NaN}}",
                step + "\"metrics\":{\"a\":1,\"a\":2}}",
                step + "\"metrics\":{\"a\":null},\"nonFinite\":{\"a\":\"huge\"}}",
                step + "\"metrics\":{\"a\":null},\"nonFinite\":[\"a\"]}",
                step + "\"metrics\":{}} {}",
                start + "\"finished\",\"outcome\":\"sideways\"}",
                start + "\"finished\",\"outcome\":2}");
    }

    @ParameterizedTest
    @MethodSource("damagedLines")
    void shouldCallDamagedWhatIsNoEvent(String line) {
        assertThat(EventCodec.decode(line))
                .isInstanceOfSatisfying(
                        LogLine.Damaged.class,
                        damaged -> assertThat(damaged.problem())
                                .isNotBlank()
                                .hasSizeLessThan(400)
                                .doesNotContainPattern("\\p{Cntrl}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void shouldBoundNesting(String opening) {
        String deep = "{\"v\":1,\"seq\":1,\"type\":\"started\",\"specification\":" + opening.repeat(100_000);

        assertThat(EventCodec.decode(deep)).isInstanceOf(LogLine.Damaged.class);
    }

    @Test
    void shouldRefuseToWriteALineThatReadersRefuse() {
        TrainingEvent large = new TrainingEvent.Warning("large", "x".repeat(EventCodec.MAXIMUM_LINE_BYTES));
        TrainingEvent deep = new TrainingEvent.RuleEvaluated(1, 1, nested(150));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.encode(EventSamples.record(1, large)))
                .withMessageContaining("warning")
                .withMessageContaining("too large");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.encode(EventSamples.record(1, deep)))
                .withMessageContaining("ruleEvaluated");
    }

    @Test
    void shouldCarryCompositesFarDeeperThanPeopleWriteThem() {
        EventRecord record = EventSamples.record(1, new TrainingEvent.RuleEvaluated(1, 1, nested(90)));

        assertThat(EventCodec.decode(text(record))).isEqualTo(new LogLine.Event(record));
    }

    private static List<Verdict> nested(int depth) {
        List<Verdict> children = depth == 0 ? List.of() : nested(depth - 1);
        Optional<Double> none = Optional.empty();
        return Collections.singletonList(new Verdict(
                "r",
                "allOf",
                Verdict.Status.HELD,
                Outcome.SUCCESS,
                Optional.empty(),
                none,
                none,
                Optional.empty(),
                Optional.empty(),
                none,
                "",
                children));
    }

    private static String text(EventRecord record) {
        return new String(EventCodec.encode(record), StandardCharsets.UTF_8);
    }
}
