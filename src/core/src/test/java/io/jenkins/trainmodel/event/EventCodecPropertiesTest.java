package io.jenkins.trainmodel.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Best;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventCodecPropertiesTest {

    /** Any bits: subnormal, huge, both zeros, every NaN, the infinities. */
    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0));
    }

    @Provide
    Arbitrary<Map<String, Double>> measurements() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings().withChars("~/01\"\\ä\n").ofMaxLength(6));
        return Arbitraries.maps(names, numbers()).ofMaxSize(6);
    }

    @Provide
    Arbitrary<TrainingEvent> events() {
        Arbitrary<Double> times = numbers().filter(seconds -> seconds >= 0 && Double.isFinite(seconds));
        Arbitrary<TrainingEvent> steps = Combinators.combine(times, measurements())
                .as((seconds, metrics) -> new TrainingEvent.Step(1, 2, seconds, metrics));
        Arbitrary<TrainingEvent> epochs = Combinators.combine(times, measurements(), measurements(), numbers())
                .as((seconds, metrics, phases, value) -> new TrainingEvent.Epoch(
                        3, 4, seconds, metrics, phases, Optional.of(value), Optional.of(new Best("m", 1, value))));
        return Arbitraries.oneOf(steps, epochs);
    }

    @Property(tries = 500)
    void shouldReadBackEveryNumber(@ForAll("events") TrainingEvent event) {
        EventRecord record = EventSamples.record(1, event);
        byte[] line = EventCodec.encode(record);

        assertThat(EventCodec.decode(line, 0, line.length)).isEqualTo(new LogLine.Event(record));
    }

    @Property(tries = 500)
    void shouldNeverThrowOnDamage(
            @ForAll("events") TrainingEvent event, @ForAll int position, @ForAll byte replacement, @ForAll int cut) {
        byte[] line = EventCodec.encode(EventSamples.record(1, event));
        line[Math.floorMod(position, line.length)] = replacement;

        assertThat(EventCodec.decode(line, 0, Math.floorMod(cut, line.length))).isNotNull();
        assertThat(EventCodec.decode(line, 0, line.length)).isNotNull();
    }

    @Property(tries = 500)
    void shouldCallAnyBytesDamaged(@ForAll byte[] bytes) {
        assertThat(EventCodec.decode(bytes, 0, bytes.length)).isInstanceOf(LogLine.Damaged.class);
    }
}
