package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import java.util.Optional;

/** How long a run is going to take, by its own estimate after an epoch. */
public final class TimeLeftWords {
    private static final int LONGEST_NAME = 24;

    private static final double LEAST_SECONDS = 0.5;

    private TimeLeftWords() {}

    /** The time, and the rule that bounds it where that is known, such as {@code 2 h left until finishBy}. */
    public static Optional<String> of(TrainingEvent.Epoch epoch, Audience audience) {
        return of(epoch.secondsLeft(), epoch.boundBy(), audience);
    }

    /**
     * The same of figures that are kept without their event.
     *
     * @param boundBy the name of the rule that bounds the time
     */
    public static Optional<String> of(Optional<Double> secondsLeft, Optional<String> boundBy, Audience audience) {
        return shortly(secondsLeft, audience)
                .map(words ->
                        boundBy.map(rule -> untilRule(words, rule, audience)).orElse(words));
    }

    /** The time, such as {@code 42 s left}; empty where nothing is left that people could wait for. */
    static Optional<String> shortly(TrainingEvent.Epoch epoch, Audience audience) {
        return shortly(epoch.secondsLeft().filter(seconds -> seconds >= LEAST_SECONDS), audience);
    }

    private static Optional<String> shortly(Optional<Double> secondsLeft, Audience audience) {
        return secondsLeft
                .filter(Double::isFinite)
                .map(seconds -> Speech.say(audience, "left", Quantity.roughly(seconds, audience)));
    }

    /**
     * The time with what bounds it, where there is room for it.
     *
     * @param left the time, as {@link #shortly} says it
     */
    static String until(String left, TrainingEvent.Epoch epoch, Audience audience) {
        return epoch.boundBy().map(rule -> untilRule(left, rule, audience)).orElse(left);
    }

    private static String untilRule(String left, String rule, Audience audience) {
        return Speech.say(audience, "left.until", left, PlainText.line(rule, LONGEST_NAME));
    }
}
