package io.jenkins.trainmodel.lineage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a run besides training, at which its curve is marked.
 *
 * @param epoch the last complete epoch, or the running one
 * @param step completed optimizer steps
 * @param by who asked for it; empty where nobody did
 * @param why the reason that was given; may be empty
 * @param text names and values alone, which read the same in every language
 */
public record Moment(Kind kind, int epoch, long step, Instant time, String by, String why, String text) {

    /** What happened. */
    public enum Kind {
        /** Another run began from here; the text is its name. */
        RUN,
        /** A new process went on from the checkpoint in the text. */
        RESUME,
        /** It went on on another machine: the one before, an arrow, the new one. */
        AGENT,
        /** A value of the specification changed: its key, the value before, an arrow, the new one. */
        CHANGE,
        /** A command was obeyed: its type. */
        COMMAND;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same on a curve that counts from elsewhere. */
    Moment shifted(Shift shift) {
        return new Moment(kind, epoch + shift.epochs(), step + shift.steps(), time, by, why, text);
    }
}
