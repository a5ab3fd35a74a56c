package io.jenkins.trainmodel.stop;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a run ends, from the mildest to the most severe. */
public enum Outcome {
    SUCCESS(0),
    UNSTABLE(10),
    FAILURE(11),
    ABORTED(12);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of the trainer process for this outcome. */
    public int exitCode() {
        return exitCode;
    }

    /** The more severe of the two. */
    public Outcome worst(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The word of the specification and of events, in lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
