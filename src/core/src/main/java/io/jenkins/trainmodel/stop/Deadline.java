package io.jenkins.trainmodel.stop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** By when a run is to be over, its model saved and packaged. */
public sealed interface Deadline {
    /** What a run keeps free before it at least, to save and package the model; also where nothing was measured yet. */
    Duration SMALLEST_RESERVE = Duration.ofSeconds(30);

    /**
     * The moment that is meant.
     *
     * @param origin when the work began that the run belongs to
     * @param machineZone for a clock time that names no zone
     */
    Instant after(Instant origin, ZoneId machineZone);

    /**
     * The first such time of day after the origin; a time that the origin has already passed is the next day's. Where a
     * change to summer time leaves it out, it is as much later; where it comes twice, it is the first.
     *
     * @param zone a region or an offset; empty: the machine's
     */
    record ClockTime(LocalTime time, Optional<ZoneId> zone) implements Deadline {
        @Override
        public Instant after(Instant origin, ZoneId machineZone) {
            ZonedDateTime begun = origin.atZone(zone.orElse(machineZone));
            Instant today = begun.with(time).toInstant();
            return today.isAfter(origin) ? today : begun.plusDays(1).with(time).toInstant();
        }
    }

    /** So much time after the origin. */
    record TimeSpan(Duration duration) implements Deadline {
        @Override
        public Instant after(Instant origin, ZoneId machineZone) {
            return origin.plus(duration);
        }
    }
}
