package io.jenkins.plugins.trainmodel.page;

import io.jenkins.plugins.trainmodel.reader.Reader;
import java.time.Instant;

/** A time on the page of a run. The server cannot know the reader's zone when it writes the page; the page's script does. */
public record Moment(Instant at) {
    /** A time in milliseconds since 1970. */
    public static Moment of(long milliseconds) {
        return new Moment(Instant.ofEpochMilli(milliseconds));
    }

    /** For the attribute {@code datetime} of an element {@code time}. */
    public String getDatetime() {
        return at.toString();
    }

    /** By the controller's clock and with its zone, until the script says it by the reader's. */
    public String getWords() {
        return Reader.audience().timeWithZone(at);
    }
}
