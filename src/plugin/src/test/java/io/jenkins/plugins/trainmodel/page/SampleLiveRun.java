package io.jenkins.plugins.trainmodel.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run that goes on, without its agent: it stands where a test puts it, and remembers what it was asked for. */
public final class SampleLiveRun implements LiveRun {
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile LiveStatus status;

    SampleLiveRun(RunFigures figures) {
        this.status = new LiveStatus(LiveStatus.Phase.TRAINING, Optional.empty(), "", figures);
    }

    /** Goes over to the phase. */
    public void in(LiveStatus.Phase phase) {
        status = new LiveStatus(phase, status.awaySince(), status.stoppedBy(), status.figures());
    }

    void at(RunFigures figures) {
        status = new LiveStatus(status.phase(), status.awaySince(), status.stoppedBy(), figures);
    }

    /** Loses its agent. */
    public void awaySince(Instant since) {
        status = new LiveStatus(status.phase(), Optional.of(since), status.stoppedBy(), status.figures());
    }

    /** What it was asked for, and by whom. */
    public List<String> commands() {
        return commands;
    }

    @Override
    public LiveStatus status() {
        return status;
    }

    @Override
    public void stopAndKeepModel(String by) {
        commands.add("stop by " + by);
        String first = status.stoppedBy().isEmpty() ? by : status.stoppedBy();
        status = new LiveStatus(LiveStatus.Phase.STOPPING, status.awaySince(), first, status.figures());
    }

    @Override
    public void checkpointNow(String by) {
        commands.add("checkpoint by " + by);
    }

    @Override
    public void kill(String by) {
        commands.add("kill by " + by);
        in(LiveStatus.Phase.KILLING);
    }
}
