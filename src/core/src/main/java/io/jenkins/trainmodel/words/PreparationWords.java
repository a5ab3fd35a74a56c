package io.jenkins.trainmodel.words;

import static io.jenkins.trainmodel.words.Speech.say;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is done before training, for a console without a terminal: each task when it begins, and while it lasts how far it
 * is and what time is left, every {@value #SECONDS} seconds. Silence is what people take for a hanging program.
 */
public final class PreparationWords {
    private static final int SECONDS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(SECONDS);
    /** Before that the time left would be a guess. */
    private static final double LEAST_SECONDS = 3;

    private final Clock clock;
    private final Audience audience;
    private String task = "";
    private Instant told = Instant.MIN;
    /** The task that is timed, when that began, and how far it was then. */
    private String timed = "";

    private Instant began = Instant.MIN;
    private double first;

    /** With the clock that pauses between lines are measured by. */
    public PreparationWords(Clock clock, Audience audience) {
        this.clock = clock;
        this.audience = audience;
    }

    /** The line for this moment, if it has one; {@code fraction} from 0 to 1 where it is known. */
    public Optional<String> tell(String what, Optional<Double> fraction) {
        Instant now = clock.instant();
        Optional<String> left = left(what, fraction);
        boolean begins = !what.equals(task);
        if (!begins && told.plus(PAUSE).isAfter(now)) {
            return Optional.empty();
        }
        task = what;
        told = now;
        String far = fraction.filter(done -> !begins)
                .map(done -> ": " + Quantity.percent(done)
                        + left.map(time -> ", " + time).orElse(""))
                .orElse("");
        return Optional.of(PlainText.line(Recorded.in(audience, what)) + far);
    }

    /**
     * What time is left where the task goes on as it has since it began; empty where that cannot be told yet, or is less than a
     * second. To be asked from the beginning of the task on.
     */
    public Optional<String> left(String what, Optional<Double> fraction) {
        Instant now = clock.instant();
        double done = fraction.orElse(0.0);
        if (!what.equals(timed)) {
            timed = what;
            began = now;
            first = done;
        }
        double seconds = Duration.between(began, now).toMillis() / 1e3;
        if (seconds < LEAST_SECONDS || done <= first || done >= 1) {
            return Optional.empty();
        }
        double left = seconds * (1 - done) / (done - first);
        return left < 1 ? Optional.empty() : Optional.of(say(audience, "left", Quantity.duration(left, audience)));
    }
}
