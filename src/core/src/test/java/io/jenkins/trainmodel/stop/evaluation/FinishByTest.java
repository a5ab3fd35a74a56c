package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinishByTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(textBlock = """
            # origin,                 time,  zone,          deadline
            2026-11-26T22:00:00Z,     06:00, ,              2026-11-27T05:00:00Z
            2026-11-26T22:00:00Z,     06:00, UTC,           2026-11-27T06:00:00Z
            2026-11-26T22:00:00Z,     06:00, +05:45,        2026-11-27T00:15:00Z
            2026-11-26T22:00:00Z,     23:30, ,              2026-11-26T22:30:00Z
            # the very moment of the origin is over
            2026-11-26T05:00:00Z,     06:00, ,              2026-11-27T05:00:00Z
            # 02:30 is left out on the last Sunday of March, and comes twice on that of October
            2026-03-28T22:00:00Z,     02:30, Europe/Berlin, 2026-03-29T01:30:00Z
            2026-10-24T22:00:00Z,     02:30, Europe/Berlin, 2026-10-25T00:30:00Z
            """)
    void shouldMeanTheNextSuchTimeAfterTheOrigin(String origin, String time, String zone, String deadline) {
        Deadline clockTime = new Deadline.ClockTime(
                LocalTime.parse(time), Optional.ofNullable(zone).map(ZoneId::of));

        assertThat(clockTime.after(Instant.parse(origin), BERLIN)).isEqualTo(deadline);
    }

    @Test
    void shouldCountADurationFromTheOrigin() {
        Deadline span = new Deadline.TimeSpan(Duration.ofHours(5));

        assertThat(span.after(Instant.parse("2026-11-26T22:00:00Z"), BERLIN)).isEqualTo("2026-11-27T03:00:00Z");
    }

    @Test
    void shouldFireAtTheStepFromWhichOnlyTheReserveIsLeft() {
        List<Observation> run = List.of(Table.step(9), Table.epoch(1), Table.step(14), Table.step(15), Table.step(16));

        // 15 steps take 90 seconds, and saving may take 30.
        assertThat(Table.verdicts(
                        Rules.finishBy(Duration.ofSeconds(120)),
                        run.stream().map(Table::timed).toList()))
                .isEqualTo("H H H F F");
    }

    @Test
    void shouldKeepALargerReserveWhereSavingTakesLonger() {
        Instant midnight = Table.MIDNIGHT.toInstant();
        ZonedDateTime now = Table.MIDNIGHT.plusMinutes(50);
        StopRule rule = Rules.finishBy(Duration.ofHours(1));

        assertThat(Table.verdicts(rule, List.of(at(new WallClock(midnight, now, Duration.ofMinutes(9))))))
                .isEqualTo("H");
        assertThat(Table.verdicts(rule, List.of(at(new WallClock(midnight, now, Duration.ofMinutes(10))))))
                .isEqualTo("F");
    }

    @Test
    void shouldCountTheTimeBeforeTraining() {
        Instant buildStart = Table.MIDNIGHT.minusMinutes(59).toInstant();
        WallClock clock = new WallClock(buildStart, Table.MIDNIGHT.plusSeconds(31), Deadline.SMALLEST_RESERVE);

        assertThat(Table.verdicts(Rules.finishBy(Duration.ofHours(1)), List.of(at(clock))))
                .isEqualTo("F");
    }

    @Test
    void shouldNotJudgeWhereTheTimeOfDayIsNotKnown() {
        assertThat(Table.verdicts(Rules.finishBy(Duration.ofHours(1)), List.of(Table.epoch(1))))
                .isEqualTo("N");
    }

    @Test
    void shouldSayHowMuchIsLeft() {
        Verdict verdict = Table.decisions(Rules.finishBy(Duration.ofMinutes(10)), List.of(Table.timed(Table.epoch(5))))
                .get(0)
                .verdicts()
                .get(0);

        assertThat(verdict.explanation())
                .isEqualTo("5m are left until 2026-11-26 00:10:00 +01:00, of which saving and packaging may take 30s");
        assertThat(verdict.progress()).hasValue(300 / 570.0);
    }

    @Test
    void shouldBeALimitWhereARunGoesOn() {
        Observation late = Table.timed(Table.epoch(10));

        assertThat(StopEvaluator.limitsReached(List.of(Rules.finishBy(Duration.ofMinutes(10))), late)
                        .stop())
                .isTrue();
    }

    private static Observation at(WallClock clock) {
        return new Observation(1, 5, 30, false, Map.of(), Optional.of(clock));
    }
}
