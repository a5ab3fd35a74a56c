package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import java.util.Optional;

/** How long a run is going to take, by its own estimate after an epoch. */
public final class TimeLeftWords {
    private static final int LONGEST_NAME = 24;

    private TimeLeftWords() {}

    /** The time, and the rule that bounds it where that is known, such as {@code 2 h left until finishBy}. */
    public static Optional<String> of(TrainingEvent.Epoch epoch) {
        return of(epoch.secondsLeft(), epoch.boundBy());
    }

    /**
     * The same of figures that are kept without their event.
     *
     * @param boundBy the name of the rule that bounds the time
     */
    public static Optional<String> of(Optional<Double> secondsLeft, Optional<String> boundBy) {
        return shortly(secondsLeft).map(words -> words + bound(boundBy));
    }

    /** The time, such as {@code 42 s left}. */
    static Optional<String> shortly(TrainingEvent.Epoch epoch) {
        return shortly(epoch.secondsLeft());
    }

    private static Optional<String> shortly(Optional<Double> secondsLeft) {
        return secondsLeft.filter(Double::isFinite).map(seconds -> Quantity.roughly(seconds) + " left");
    }

    /** What follows the time where there is room for it. */
    static String bound(TrainingEvent.Epoch epoch) {
        return bound(epoch.boundBy());
    }

    private static String bound(Optional<String> boundBy) {
        return boundBy.map(rule -> " until " + PlainText.line(rule, LONGEST_NAME))
                .orElse("");
    }
}
