package io.jenkins.plugins.trainmodel.patience;

import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.config.WrittenDuration;
import java.time.Duration;

/** How long a stopped trainer may take for its last checkpoint: hours, minutes and seconds, such as 1h30m or 45s. */
public final class GracePeriod {
    private GracePeriod() {}

    /** The step's own, which was checked when it began, else the global setting. */
    public static Duration of(String text) {
        return WrittenDuration.parse(
                        text.isEmpty() ? TrainingConfiguration.get().getGrace() : text)
                .orElseThrow(() -> new IllegalStateException("No grace period: " + text));
    }
}
