package io.jenkins.trainmodel.event;

import java.time.Instant;

/**
 * An event as it stands in the log: one JSON object a line, written as
 * {@code {"v":1,"seq":1,"time":"…","type":"started",…}}.
 *
 * @param version the schema version, {@link #SCHEMA_VERSION} for what this program writes
 * @param sequence counted from 1, without gap, over all resumes
 * @param time when it was written, UTC
 */
public record EventRecord(int version, long sequence, Instant time, TrainingEvent event) {
    public static final int SCHEMA_VERSION = 1;
}
