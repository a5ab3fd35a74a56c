package io.jenkins.plugins.trainmodel.page;

import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.report.Cost;
import java.time.Instant;
import java.util.Optional;

/** What {@code build.xml} remembers of one run: a few words. All else is in the run's event log. */
public final class TrainedRun {
    /** The state of a run of which no end was noted. */
    public static final String RUNNING = "running";

    /** Unique in the build, a plain word for URLs and directories; for ever. */
    private final String id;
    /** The run's name in trends; for ever. */
    private final String name;
    /** The agent, empty for the built-in node; the newest, of a run that has gone on on another. */
    private final String node;
    /** Where in a Pipeline its step stands; null in builds of an older version, and outside of parallel; for ever. */
    private final String cell;
    /** When the step began it, in milliseconds since 1970; 0 in builds of the first release; for ever. */
    private final long started;
    /** {@code running}, or the outcome's word once it has ended. */
    private final String state;
    /** Why it has ended, one sentence for people, empty while it runs; in builds of the first release the whole status. */
    private final String status;
    /** The run's directory among the build's artifacts, empty where nothing was archived. */
    private final String artifacts;
    /** What it has come to; null while it runs, and in builds of the first release. */
    private final Achievement achievement;

    /** Whether what it needs was only tried; null where it trained, so that nothing is written; for ever. */
    private final Boolean dryRun;

    /** Whether another program trains; null where none does, so that nothing is written; for ever. */
    private final Boolean watched;

    TrainedRun(String id, String name, String node, String cell, long started, RunKind kind) {
        this(
                id,
                name,
                node,
                cell.isEmpty() ? null : cell,
                started,
                RUNNING,
                "",
                "",
                null,
                kind == RunKind.DRY_RUN ? true : null,
                kind == RunKind.WATCHED ? true : null);
    }

    private TrainedRun(
            String id,
            String name,
            String node,
            String cell,
            long started,
            String state,
            String status,
            String artifacts,
            Achievement achievement,
            Boolean dryRun,
            Boolean watched) {
        this.id = id;
        this.name = name;
        this.node = node;
        this.cell = cell;
        this.started = started;
        this.state = state;
        this.status = status;
        this.artifacts = artifacts;
        this.achievement = achievement;
        this.dryRun = dryRun;
        this.watched = watched;
    }

    /** The run on another agent. */
    TrainedRun movedTo(String agent) {
        return new TrainedRun(id, name, agent, cell, started, state, status, artifacts, achievement, dryRun, watched);
    }

    /** The run after its end. */
    TrainedRun ended(RunResult result, RunFigures figures, String archivedUnder) {
        return new TrainedRun(
                id,
                name,
                node,
                cell,
                started,
                result.outcome(),
                result.reason(),
                archivedUnder,
                Achievement.of(result, figures),
                dryRun,
                watched);
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

    /** The branches of parallel and cells of matrix around its step, one a line; empty outside of all. */
    public String getCell() {
        return cell == null ? "" : cell;
    }

    /** {@code running} or the outcome as noted; what is true of it now, {@link RunStatus} tells. */
    public String getState() {
        return state;
    }

    /** Whether what it needs was only tried, so that it is no run among others. */
    public boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** Whether another program trains, so that it can be asked for less. */
    public boolean isWatched() {
        return Boolean.TRUE.equals(watched);
    }

    boolean hasNoEnd() {
        return state.equals(RUNNING);
    }

    /** Why it ended, without what it has come to. */
    String reason() {
        return status;
    }

    /** How it ended, in one sentence; empty while it runs. */
    public String getStatus() {
        return achievement == null || isDryRun() ? Reader.recorded(status) : achievement.sentence(status);
    }

    /** When the step began it; empty where that was not noted. */
    Optional<Instant> startedAt() {
        return started == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(started));
    }

    /** What can be told of it without the file of its last figures. */
    RunFigures figures() {
        return achievement == null ? RunFigures.NONE : achievement.figures(startedAt());
    }

    /** What it has used of its machines; empty while it goes on, and where that is not known. */
    public Optional<Cost> cost() {
        return figures().cost();
    }

    public String getArtifacts() {
        return artifacts;
    }
}
