package io.jenkins.plugins.trainmodel.step;

import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a stopped trainer may take for its last checkpoint: hours, minutes and seconds, such as 1h30m or 45s. */
final class GracePeriod {
    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?");

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
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "grace: found \"%s\"; allowed: a duration such as 90s, 5m or 1h30m".formatted(text));
        }
        return Duration.ofHours(number(parts.group(1)))
                .plusMinutes(number(parts.group(2)))
                .plusSeconds(number(parts.group(3)));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
