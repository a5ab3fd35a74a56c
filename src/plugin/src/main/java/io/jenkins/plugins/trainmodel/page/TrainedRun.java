package io.jenkins.plugins.trainmodel.page;

/** What {@code build.xml} remembers of one run: a few words. All else is in the run's event log. */
public final class TrainedRun {
    /** Unique in the build, a plain word for URLs and directories; for ever. */
    private final String id;
    /** The run's name in trends; for ever. */
    private final String name;
    /** The agent, empty for the built-in node; for ever. */
    private final String node;
    /** {@code running}, or the outcome's word once it has ended. */
    private final String state;
    /** One sentence for people, empty while it runs. */
    private final String status;
    /** The run's directory among the build's artifacts, empty where nothing was archived. */
    private final String artifacts;

    TrainedRun(String id, String name, String node) {
        this(id, name, node, RUNNING, "", "");
    }

    /** The state of a run that has not ended. */
    public static final String RUNNING = "running";

    private TrainedRun(String id, String name, String node, String state, String status, String artifacts) {
        this.id = id;
        this.name = name;
        this.node = node;
        this.state = state;
        this.status = status;
        this.artifacts = artifacts;
    }

    /** The run after its end. */
    public TrainedRun ended(String outcome, String sentence, String archivedUnder) {
        return new TrainedRun(id, name, node, outcome, sentence, archivedUnder);
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getNode() {
        return node;
    }

    public String getState() {
        return state;
    }

    public boolean isRunning() {
        return state.equals(RUNNING);
    }

    public String getStatus() {
        return status;
    }

    public String getArtifacts() {
        return artifacts;
    }
}
