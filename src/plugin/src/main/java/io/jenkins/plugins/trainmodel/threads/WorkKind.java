package io.jenkins.plugins.trainmodel.threads;

/** Kinds of work on runs. Each has threads of its own, so that what takes long never keeps a run from being followed. */
public enum WorkKind {
    /** Looks at runs: short, and many. */
    FOLLOW("following", 10),
    /** Checks, jars and processes at the beginning of runs, and the end of those that cannot be followed. */
    START("starting", 4),
    /** Brings the packages of earlier runs to agents. */
    FETCH("fetching", 4),
    /** Takes results from agents to where artifacts are kept. */
    ARCHIVE("archiving", 4),
    /** Takes checkpoints to where the next try of a build finds them. */
    STASH("stashing", 2),
    /** Ends trainers that nobody waits for. */
    REAP("reaping", 2),
    /** Tells listeners of other plugins. */
    TELL("telling", 6),
    /** Sends reports to who waits for them elsewhere. */
    SEND("sending", 4),
    /** Publishes models, one at a time and each in its turn, since a package may take long. */
    PUBLISH("publishing", 1),
    /** Interrupts what hangs; never waits itself. */
    WATCH("watching", 1);

    private final String word;
    private final int threads;

    WorkKind(String word, int threads) {
        this.word = word;
        this.threads = threads;
    }

    String word() {
        return word;
    }

    int threads() {
        return threads;
    }
}
