package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * That a run was promoted, demoted or withdrawn, by whom, when and why.
 *
 * @param state none, champion, replaced (it was one, and another run of its name is now), demoted (by a person)
 *     or withdrawn (its build has failed after all)
 * @param by a person's id, or what else did it
 * @param time when, in milliseconds since 1970
 * @param reason one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonAutoDetect(isGetterVisibility = Visibility.NONE)
public record Promotion(String state, String by, long time, String reason) {
    static final Promotion NONE = new Promotion("none", "", 0, "");
    private static final String BY_THE_STEP = "the step";
    private static final String BY_ITS_BUILD = "its build";
    private static final String CHAMPION = "champion";
    private static final String REPLACED = "replaced";
    private static final String DEMOTED = "demoted";
    private static final String WITHDRAWN = "withdrawn";

    public Promotion {
        state = state == null ? "" : SeriesEntry.cut(state);
        by = SeriesEntry.cut(by);
        reason = SeriesEntry.cut(reason);
    }

    public static Promotion champion(String by, long time, String reason) {
        return new Promotion(CHAMPION, by, time, reason);
    }

    /** By the step of the run itself, which has asked for it. */
    public static Promotion byTheStep(long time, String reason) {
        return champion(BY_THE_STEP, time, reason);
    }

    /** By the build of the run, which has failed after it. */
    public static Promotion withdrawn(long time, String reason) {
        return new Promotion(WITHDRAWN, BY_ITS_BUILD, time, reason);
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

    /** Whether a person has promoted it, who knows what has become of its build, or does not mind. */
    public boolean isByPerson() {
        return isPromoted() && !by.equals(BY_THE_STEP);
    }

    public boolean isWithdrawn() {
        return state.equals(WITHDRAWN);
    }

    /** Whether no later run is compared with it, however good it was found. */
    public boolean isRuledOut() {
        return isDemoted() || isWithdrawn();
    }

    public boolean isDemoted() {
        return state.equals(DEMOTED);
    }

    /** Whether it was promoted and neither demoted nor withdrawn since. */
    public boolean isPromoted() {
        return isChampion() || state.equals(REPLACED);
    }
}
