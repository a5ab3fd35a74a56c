package io.jenkins.trainmodel.part;

/** What a part does in a training. */
public enum PartKind {
    METRIC("metric"),
    STOP_RULE("stop rule"),
    SCHEDULE("schedule"),
    LOSS("loss"),
    NETWORK("network"),
    DATA_SOURCE("data source"),
    CALLBACK("callback");

    private final String word;

    PartKind(String word) {
        this.word = word;
    }

    /** As people call it. */
    public String word() {
        return word;
    }
}
