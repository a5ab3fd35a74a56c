package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run that is ending does, in this order; not every run does all of it. */
public enum EndingPhase {
    /** The step in progress is completed; nothing is trained after it. */
    STOPPING,
    /** The last checkpoint is saved. */
    CHECKPOINT,
    /** The model package is written. */
    PACKAGING,
    /** The model package is loaded again and measured. */
    VERIFYING;

    /** The word of events, in lower case. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of a word; one that only a newer program knows is {@link #STOPPING}, which all of them are. */
    @JsonCreator
    static EndingPhase of(String word) {
        for (EndingPhase phase : values()) {
            if (phase.word().equals(word)) {
                return phase;
            }
        }
        return STOPPING;
    }
}
