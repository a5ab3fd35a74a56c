package io.jenkins.trainmodel.own;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a stop rule says of a moment.
 *
 * @param kind whether the run is to end
 * @param value the number that was looked at, for curves and tables; empty: none
 * @param why one sentence for people, without the full stop
 */
public record Answer(Kind kind, OptionalDouble value, String why) {
    public Answer {
        Objects.requireNonNull(kind, "an answer without a kind");
        Objects.requireNonNull(value, "an answer whose value is null: none is OptionalDouble.empty()");
        Objects.requireNonNull(why, "an answer that does not say why");
    }

    /** Whether a run is to end. */
    public enum Kind {
        /** The run is to end. */
        STOP,
        /** It is to go on. */
        GO_ON,
        /** Nothing can be said yet. */
        TOO_EARLY
    }

    public static Answer stop(String why) {
        return new Answer(Kind.STOP, OptionalDouble.empty(), why);
    }

    public static Answer goOn(String why) {
        return new Answer(Kind.GO_ON, OptionalDouble.empty(), why);
    }

    public static Answer tooEarly(String why) {
        return new Answer(Kind.TOO_EARLY, OptionalDouble.empty(), why);
    }

    /** The same with the number that was looked at. */
    public Answer of(double looked) {
        return new Answer(kind, OptionalDouble.of(looked), why);
    }
}
