package io.jenkins.plugins.trainmodel.page;

/** Why a step began no run, as {@code build.xml} keeps it. Written once. */
public final class Refusal {
    /** The outcome's word; for ever. */
    private final String outcome;
    /** What was wrong, for people, perhaps of several lines; for ever. */
    private final String reason;
    /** How many runs the build had begun before; for ever. */
    private final int runsBefore;

    Refusal(String outcome, String reason, int runsBefore) {
        this.outcome = outcome;
        this.reason = reason;
        this.runsBefore = runsBefore;
    }

    public String getOutcome() {
        return outcome;
    }

    public String getReason() {
        return reason;
    }

    /** Whether nothing has begun since. */
    boolean isBehind(int runs) {
        return runs == runsBefore;
    }
}
