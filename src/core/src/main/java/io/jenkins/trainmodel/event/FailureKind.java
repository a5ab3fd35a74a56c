package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of thing kept a process from training to an end: who can mend it. */
public enum FailureKind {
    /** The specification or the arguments. */
    INPUT,
    /** The data. */
    DATA,
    /** The engine: its libraries, the device. */
    ENGINE,
    /** The disk: full, read-only, gone. */
    DISK,
    /** Another process trains in the run directory. */
    LOCKED,
    /** This program. */
    DEFECT;

    /** The word of events, in lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word; one that only a newer program knows is a {@link #DEFECT}, since nothing is known of it. */
    @JsonCreator
    static FailureKind of(String word) {
        for (FailureKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        return DEFECT;
    }
}
