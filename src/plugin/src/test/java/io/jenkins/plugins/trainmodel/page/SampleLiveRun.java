package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.run.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run that goes on, without its agent: it stands where a test puts it, and remembers what it was asked for. */
public final class SampleLiveRun implements LiveRun {
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Command> asked = new CopyOnWriteArrayList<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile LiveStatus status;

    SampleLiveRun(RunFigures figures) {
        this.status = new LiveStatus(LiveStatus.Phase.TRAINING, Optional.empty(), "", figures);
    }

    /** Goes over to the phase. */
    public void in(LiveStatus.Phase phase) {
        status = with(phase, status.awaySince(), status.stoppedBy(), status.waiting(), status.figures());
    }

    void at(RunFigures figures) {
        status = with(status.phase(), status.awaySince(), status.stoppedBy(), status.waiting(), figures);
    }

    /** Loses its agent. */
    public void awaySince(Instant since) {
        status = with(status.phase(), Optional.of(since), status.stoppedBy(), status.waiting(), status.figures());
    }

    /** Is held by this person from now on, and has answered all it was asked. */
    public void heldBy(String person) {
        status = new LiveStatus(
                LiveStatus.Phase.HELD, status.awaySince(), status.stoppedBy(), person, List.of(), status.figures());
    }

    private static LiveStatus with(
            LiveStatus.Phase phase,
            Optional<Instant> away,
            String stoppedBy,
            List<WaitingWish> waiting,
            RunFigures figures) {
        return new LiveStatus(phase, away, stoppedBy, "", waiting, figures);
    }

    /** What it was asked for, and by whom. */
    public List<String> commands() {
        return commands;
    }

    /** What it was asked for besides its end, word for word. */
    public List<Command> asked() {
        return asked;
    }

    @Override
    public LiveStatus status() {
        return status;
    }

    @Override
    public boolean ask(String id, Command command) {
        if (command instanceof Command.Stop stop) {
            commands.add("stop by " + stop.by());
            String first = status.stoppedBy().isEmpty() ? stop.by() : status.stoppedBy();
            status = with(LiveStatus.Phase.STOPPING, status.awaySince(), first, List.of(), status.figures());
            asked.add(stop);
            return true;
        }
        return known.add(id) && remember(command);
    }

    private boolean remember(Command command) {
        String type = command.getClass().getSimpleName();
        String word = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        asked.add(command);
        commands.add(word + " by " + command.by());
        List<WaitingWish> waiting = new ArrayList<>(status.waiting());
        waiting.add(new WaitingWish(word, command.by(), Instant.now()));
        status = with(status.phase(), status.awaySince(), status.stoppedBy(), waiting, status.figures());
        return true;
    }

    @Override
    public void kill(String by) {
        commands.add("kill by " + by);
        in(LiveStatus.Phase.KILLING);
    }
}
