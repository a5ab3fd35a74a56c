package io.jenkins.trainmodel.spec.data;

import java.util.Locale;

/** What of a time stamp is a feature, each as the sine and the cosine of its place in the cycle. */
public enum Calendar {
    HOUR,
    WEEKDAY,
    MONTH,
    YEARDAY;

    /** The name of the feature that is the sine, such as {@code hour.sin}. */
    public String sine() {
        return name().toLowerCase(Locale.ROOT) + ".sin";
    }

    /** The name of the feature that is the cosine. */
    public String cosine() {
        return name().toLowerCase(Locale.ROOT) + ".cos";
    }
}
