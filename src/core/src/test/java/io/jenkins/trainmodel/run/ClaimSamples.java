package io.jenkins.trainmodel.run;

import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Owners that claim a run directory, at a moment that stands still. */
final class ClaimSamples {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T05:00:00.250Z"), ZoneOffset.UTC);
    static final String BUILD_1 = "digits#1@2026-11-24T05:00:00Z";
    static final String BUILD_2 = "digits#2@2026-11-25T05:00:00Z";
    static final String PERSON = "";

    private ClaimSamples() {}

    static RunClaim claim(RunDirectory run, String owner, boolean resume) throws IOException {
        return RunClaim.claim(run.root(), owner, resume, CLOCK);
    }

    /** Appends to the log, as a training there would. */
    static void write(RunDirectory run, TrainingEvent... events) throws IOException {
        try (EventWriter log = EventWriter.open(run.events())) {
            for (TrainingEvent event : events) {
                log.write(event);
            }
        }
    }
}
