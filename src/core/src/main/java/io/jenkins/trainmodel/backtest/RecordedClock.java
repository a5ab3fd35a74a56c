package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * The time of day at what a log recorded. It is known from the event on by which a process tells its origin; the reserve
 * is the smallest, since a log does not say how it grew.
 */
final class RecordedClock {
    /** In an environment: the origin with the machine's zone, in ISO-8601. */
    private static final String ORIGIN = "origin";

    private Optional<ZonedDateTime> origin = Optional.empty();

    /** A process began to train; where it tells no origin, the time of day means nothing from here on. */
    void begin(Map<String, String> environment) {
        origin = Optional.ofNullable(environment)
                .map(labels -> labels.get(ORIGIN))
                .flatMap(RecordedClock::parse);
    }

    private static Optional<ZonedDateTime> parse(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }

    Optional<WallClock> at(Instant time) {
        return origin.map(
                begun -> new WallClock(begun.toInstant(), time.atZone(begun.getZone()), Deadline.SMALLEST_RESERVE));
    }
}
