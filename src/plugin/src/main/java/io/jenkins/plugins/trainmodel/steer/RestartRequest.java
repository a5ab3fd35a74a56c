package io.jenkins.plugins.trainmodel.steer;

import hudson.Util;
import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a run of this build begins where one of an earlier build was: at a checkpoint or with the model package among that
 * build's artifacts. Kept with the build, from the queue on; never changed.
 */
public final class RestartRequest extends InvisibleAction implements Queue.QueueAction {
    private final String id;
    private final int build;
    private final String run;
    private final String name;
    private final String cell;
    private final String artifacts;
    private final String point;
    private final LinkedHashMap<String, String> values;
    private final boolean patienceAnew;
    private final String by;
    private final String why;

    /**
     * A request.
     *
     * @param words by whose identifier it is known again while it waits in the queue, and the reason
     * @param origin the run that is gone on with, of which build, and at what
     * @param values what the new run does otherwise
     * @param by who asks
     */
    RestartRequest(SteeringWords words, RestartOrigin origin, RestartValues values, String by) {
        this.id = words.id();
        this.build = origin.build();
        this.run = origin.run().getId();
        this.name = origin.run().getName();
        this.cell = origin.run().getCell();
        this.artifacts = origin.run().getArtifacts();
        this.point = origin.point().name();
        this.values = new LinkedHashMap<>(values.assignments());
        this.patienceAnew = values.patienceAnew();
        this.by = by;
        this.why = words.why();
    }

    /** That of a build for its run of this name in this cell, where there is one. */
    public static Optional<RestartRequest> of(Run<?, ?> build, String name, String cell) {
        return Optional.ofNullable(build.getAction(RestartRequest.class))
                .filter(request -> request.name.equals(name) && request.cell.equals(cell));
    }

    /** Asked for twice while it waits, it is done once. */
    @Override
    public boolean shouldSchedule(List<Action> actions) {
        return actions.stream()
                .filter(RestartRequest.class::isInstance)
                .map(RestartRequest.class::cast)
                .noneMatch(other -> other.id.equals(id));
    }

    String id() {
        return id;
    }

    /** The number of the earlier build, of the same job. */
    public int build() {
        return build;
    }

    /** The id of the earlier run in it. */
    public String run() {
        return run;
    }

    /** The name of the checkpoint; {@code model} for the model package. */
    public String point() {
        return point;
    }

    public boolean isCheckpoint() {
        return !point.equals(RestartPoint.PACKAGE);
    }

    /** Where it is among the earlier build's artifacts. */
    public String path() {
        return artifacts + "/" + (isCheckpoint() ? "checkpoints/" + point : RestartPoint.PACKAGE);
    }

    /** Values of the specification by key. */
    public Map<String, String> values() {
        return values;
    }

    public boolean patienceAnew() {
        return patienceAnew;
    }

    /** The user's id; empty in builds of an older version. */
    String by() {
        return Util.fixNull(by);
    }

    /** In that person's words, empty where none were given. */
    String why() {
        return Util.fixNull(why);
    }
}
