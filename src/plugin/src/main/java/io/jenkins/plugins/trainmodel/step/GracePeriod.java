package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.config.WrittenDuration;
import java.time.Duration;

/** How long a stopped trainer may take for its last checkpoint: hours, minutes and seconds, such as 1h30m or 45s. */
final class GracePeriod {
    private GracePeriod() {}

    /** The step's own, else the global setting. */
    static Duration of(String text) {
        return parse(text.isEmpty() ? TrainingConfiguration.get().getGrace() : text);
    }

    /**
     * Reads a duration; an empty text is none.
     *
     * @throws IllegalArgumentException if it is not written so
     */
    static Duration parse(String text) {
        return WrittenDuration.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "grace: found \"%s\"; allowed: %s".formatted(text, WrittenDuration.ALLOWED)));
    }
}
