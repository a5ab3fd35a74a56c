package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * That a run was promoted or demoted, by whom, when and why.
 *
 * @param state none, champion, replaced (it was one, and another run of its name is now) or demoted
 * @param by a person's id, or what else did it
 * @param time when, in milliseconds since 1970
 * @param reason one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(isGetterVisibility = Visibility.NONE)
public record Promotion(String state, String by, long time, String reason) {
    static final Promotion NONE = new Promotion("none", "", 0, "");
    private static final String CHAMPION = "champion";
    private static final String REPLACED = "replaced";
    private static final String DEMOTED = "demoted";

    public Promotion {
        state = state == null ? "" : SeriesEntry.cut(state);
        by = SeriesEntry.cut(by);
        reason = SeriesEntry.cut(reason);
    }

    public static Promotion champion(String by, long time, String reason) {
        return new Promotion(CHAMPION, by, time, reason);
    }

    public static Promotion demoted(String by, long time, String reason) {
        return new Promotion(DEMOTED, by, time, reason);
    }

    /** The same once another run has become champion. */
    public Promotion replaced() {
        return new Promotion(REPLACED, by, time, reason);
    }

    /** The same once the one after it was demoted. */
    public Promotion again() {
        return new Promotion(CHAMPION, by, time, reason);
    }

    public boolean isChampion() {
        return state.equals(CHAMPION);
    }

    public boolean isDemoted() {
        return state.equals(DEMOTED);
    }

    /** Whether it was promoted and not demoted since. */
    public boolean isPromoted() {
        return isChampion() || state.equals(REPLACED);
    }
}
