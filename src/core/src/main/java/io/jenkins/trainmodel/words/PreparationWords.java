package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is done before training, for a console without a terminal: each task when it begins, and while it lasts how far it
 * is, every {@value #SECONDS} seconds. Silence is what people take for a hanging program.
 */
public final class PreparationWords {
    private static final int SECONDS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(SECONDS);

    private final Clock clock;
    private final Audience audience;
    private String task = "";
    private Instant told = Instant.MIN;

    /** With the clock that pauses between lines are measured by. */
    public PreparationWords(Clock clock, Audience audience) {
        this.clock = clock;
        this.audience = audience;
    }

    /** The line for this moment, if it has one; {@code fraction} from 0 to 1 where it is known. */
    public Optional<String> tell(String what, Optional<Double> fraction) {
        Instant now = clock.instant();
        boolean begins = !what.equals(task);
        if (!begins && told.plus(PAUSE).isAfter(now)) {
            return Optional.empty();
        }
        task = what;
        told = now;
        String far = fraction.filter(done -> !begins)
                .map(done -> ": " + Quantity.percent(done))
                .orElse("");
        return Optional.of(PlainText.line(Recorded.in(audience, what)) + far);
    }
}
