package io.jenkins.trainmodel.event;

/** What stands in {@code resumed} where the run goes on from no checkpoint, or from one that its program has told nobody of. */
public final class NoCheckpoint {
    public static final String NAME = "none";

    private NoCheckpoint() {}

    /** Whether a run has gone on from none. */
    public static boolean is(String checkpoint) {
        return NAME.equals(checkpoint);
    }
}
