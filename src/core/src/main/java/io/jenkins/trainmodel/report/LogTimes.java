package io.jenkins.trainmodel.report;

import java.time.Instant;
import java.util.Optional;

/** When the first and the newest event of a log were written; empty for one without events. */
record LogTimes(Optional<Instant> first, Optional<Instant> newest) {
    static final LogTimes NONE = new LogTimes(Optional.empty(), Optional.empty());

    LogTimes after(Instant event) {
        return new LogTimes(first.or(() -> Optional.of(event)), Optional.of(event));
    }
}
