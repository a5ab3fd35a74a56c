package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * The time of day at one moment of a run.
 *
 * @param origin when the work began that the run belongs to, such as a build; deadlines count from it
 * @param now in the zone of the machine, which holds for clock times that name none
 * @param reserve what saving, packaging and verifying the model will take from here, so that a deadline is kept
 */
public record WallClock(Instant origin, ZonedDateTime now, Duration reserve) {
    /** When the training must be over at the latest, so that a deadline is kept. */
    Instant lastMomentFor(Deadline deadline) {
        return deadline.after(origin, now.getZone()).minus(reserve);
    }
}
