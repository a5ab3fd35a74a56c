package io.jenkins.plugins.trainmodel.page;

import hudson.model.Run;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.report.Cost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What is true of a run now: from memory while it goes on, from the build when it has ended, never from its event log. A run
 * that nobody follows in a build that is over is not running, whatever the build's file says.
 */
@ExportedBean(defaultVisibility = 3)
@Restricted(NoExternalUse.class)
public final class RunStatus {
    /** The state of a run whose build is over without a word about it. */
    private static final String INTERRUPTED = "interrupted";

    private final Run<?, ?> build;
    private final TrainedRun run;
    private final Optional<LiveStatus> live;
    private final boolean building;
    /** The figures that were noted last, in a file of the build. */
    private final Supplier<Optional<RunFigures>> noted;

    private RunStatus(
            Run<?, ?> build, TrainedRun run, Optional<LiveStatus> live, Supplier<Optional<RunFigures>> noted) {
        this.build = build;
        this.run = run;
        this.live = live;
        this.building = build.isBuilding();
        this.noted = noted;
    }

    static RunStatus of(Run<?, ?> build, TrainedRun run, Supplier<Optional<RunFigures>> noted) {
        Optional<LiveStatus> live = LiveRuns.get()
                .find(build, run.getId())
                .filter(unused -> run.hasNoEnd())
                .map(LiveRun::status);
        return new RunStatus(build, run, live, noted);
    }

    @Exported
    public String getId() {
        return run.getId();
    }

    @Exported
    public String getName() {
        return run.getName();
    }

    /** {@code running}, the outcome, or {@code interrupted}. */
    @Exported
    public String getState() {
        return isInterrupted() ? INTERRUPTED : run.getState();
    }

    /** What it does while it goes on, null otherwise. */
    @Exported
    public String getPhase() {
        return live.map(status -> status.phase().word()).orElse(null);
    }

    /** One sentence for people. */
    @Exported
    public String getStatus() {
        if (live.isPresent()) {
            return Sentence.live(live.get(), agent());
        }
        if (isInterrupted()) {
            return Interruption.sentence(build, run, agent(), figures());
        }
        return run.hasNoEnd() ? Messages.RunStatus_aboutToFollow() : run.getStatus();
    }

    /** Why it ended, without what it has come to; empty while it goes on. */
    @Exported
    public String getReason() {
        return isInterrupted() ? getStatus() : Reader.recorded(run.reason());
    }

    /** Complete epochs. */
    @Exported
    public int getEpochs() {
        return figures().epoch();
    }

    /** Training time. */
    @Exported
    public double getElapsedSeconds() {
        return figures().elapsedSeconds();
    }

    /** What it has used of its machines; empty where that is not known. */
    public Optional<Cost> cost() {
        return figures().cost();
    }

    /** The few metrics that say how good it is. */
    @Exported
    public Map<String, Double> getMetrics() {
        return KeyMetrics.few(figures().metrics());
    }

    /** How far it is, or what the build remembers of that; only of a run without an end a file is read. */
    private RunFigures figures() {
        return live.map(LiveStatus::figures)
                .or(() -> isInterrupted() ? noted.get() : Optional.empty())
                .orElseGet(run::figures);
    }

    /** All that is known of how far it is, or was. */
    public RunFigures allFigures() {
        return live.map(LiveStatus::figures).or(noted).orElseGet(run::figures);
    }

    private boolean isInterrupted() {
        return run.hasNoEnd() && isOver();
    }

    /** Whether there will be no more of it. */
    public boolean isOver() {
        return live.isEmpty() && !(run.hasNoEnd() && building);
    }

    Optional<LiveStatus> live() {
        return live;
    }

    public TrainedRun run() {
        return run;
    }

    /** Where it runs or ran, for people. */
    String agent() {
        return run.getNode().isEmpty() ? Messages.RunStatus_builtInNode() : Messages.RunStatus_agent(run.getNode());
    }

    /** One word for a badge. */
    public String getBadge() {
        return live.map(RunStatus::badge).orElseGet(() -> Reader.recorded(getState()));
    }

    private static String badge(LiveStatus status) {
        if (status.awaySince().isPresent()) {
            return Messages.RunStatus_away();
        }
        return status.phase() == LiveStatus.Phase.TRAINING
                ? Reader.recorded(TrainedRun.RUNNING)
                : PhaseWords.of(status.phase());
    }

    /** The kind of badge: success, unstable, failure, aborted, interrupted, running, ending or away. */
    public String getTone() {
        return live.map(status -> status.awaySince().isPresent() ? "away" : tone(status.phase()))
                .orElse(getState());
    }

    private static String tone(LiveStatus.Phase phase) {
        return switch (phase) {
            case TRAINING, STARTING -> TrainedRun.RUNNING;
            case HELD -> "away";
            default -> "ending";
        };
    }

    /** Jenkins' own symbol for a result. */
    public String getIcon() {
        return switch (getState()) {
            case "success" -> "symbol-status-blue";
            case "unstable" -> "symbol-status-yellow";
            case "failure" -> "symbol-status-red";
            case TrainedRun.RUNNING -> "symbol-status-nobuilt-anime";
            default -> "symbol-status-aborted";
        };
    }

    /** Whether it can be asked to end. */
    public boolean isStoppable() {
        return live.filter(LiveStatus::isStoppable).isPresent();
    }

    /** Whether it can be asked for a checkpoint. */
    public boolean isSteerable() {
        return live.filter(LiveStatus::isSteerable).isPresent();
    }

    /** Whether it waits for an answer of people. */
    public boolean isAsking() {
        return live.filter(status -> status.phase() == LiveStatus.Phase.WAITING).isPresent();
    }

    /** Whether it can be asked to go another way. */
    public boolean isChangeable() {
        return live.filter(LiveStatus::isChangeable).isPresent();
    }

    /** Whether it can be asked to wait behind its epoch. */
    public boolean isHoldable() {
        return live.filter(LiveStatus::isHoldable).isPresent();
    }

    /** Whether it can be asked to go on. */
    public boolean isHeld() {
        return live.filter(LiveStatus::isHeld).isPresent();
    }

    /** What it was asked for and has not answered yet. */
    List<WaitingWish> waiting() {
        return live.map(LiveStatus::waiting).orElse(List.of());
    }

    /** Whether it was asked to end and has not. */
    public boolean isKillable() {
        return live.filter(LiveStatus::isKillable).isPresent();
    }

    /** When it began, in milliseconds since 1970; null where nobody knows. */
    @Exported
    public Long getStartTime() {
        return startedAt().map(Instant::toEpochMilli).orElse(null);
    }

    Optional<Instant> startedAt() {
        return run.startedAt().or(() -> live.flatMap(status -> status.figures().startedAt()));
    }
}
