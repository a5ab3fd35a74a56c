package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.plugins.trainmodel.planned.WaitingRun;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.run.Command;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that goes on, as pages see and reach it.
 *
 * @param hurry has the run looked at now
 */
record LiveTraining(RunState state, RunFollower follower, Surroundings surroundings, Runnable hurry)
        implements LiveRun, WaitingRun {

    @Override
    public LiveStatus status() {
        return new LiveStatus(
                phase(),
                follower.contact().awaySince(),
                state.stop.by(),
                follower.fold().heldBy().orElse(""),
                state.wishes().waiting(),
                follower.fold().figures());
    }

    private LiveStatus.Phase phase() {
        if (state.plannedStop().isPresent()) {
            return LiveStatus.Phase.WAITING;
        }
        if (!state.isPlaced()) {
            return LiveStatus.Phase.QUEUED;
        }
        if (state.exitCode().isPresent()) {
            return LiveStatus.Phase.ARCHIVING;
        }
        if (state.stop.killedBy().isPresent()) {
            return LiveStatus.Phase.KILLING;
        }
        Optional<EndingPhase> ending = follower.fold().ending();
        if (ending.isPresent()) {
            return switch (ending.get()) {
                case STOPPING -> LiveStatus.Phase.STOPPING;
                case CHECKPOINT -> LiveStatus.Phase.SAVING;
                case PACKAGING, VERIFYING -> LiveStatus.Phase.PACKAGING;
            };
        }
        return state.stop.isAsked() ? LiveStatus.Phase.STOPPING : phaseOfTraining();
    }

    private LiveStatus.Phase phaseOfTraining() {
        if (follower.fold().heldBy().isPresent()) {
            return LiveStatus.Phase.HELD;
        }
        boolean training = follower.fold().figures().startedAt().isPresent();
        return training ? LiveStatus.Phase.TRAINING : LiveStatus.Phase.STARTING;
    }

    @Override
    public boolean ask(String id, Command command) {
        boolean isNew = command instanceof Command.Stop stop
                ? stop(stop)
                : state.wishes().add(id, command, Instant.now());
        if (isNew) {
            keep(command);
            hurry.run();
        }
        return isNew;
    }

    /** Who has asked is told that it will be done, so the wish is kept first. A stop may come on Pipeline's own thread. */
    private void keep(Command command) {
        if (command instanceof Command.Stop) {
            surroundings.save();
        } else {
            keepNow();
        }
    }

    private void keepNow() {
        try {
            surroundings.saveNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stop(Command.Stop stop) {
        boolean isNew = state.stop.ask(stop, Instant.now());
        if (isNew) {
            LaunchRecords.get().isToEnd(state.key);
        }
        return isNew;
    }

    @Override
    public Optional<PlannedStop> plannedStop() {
        return state.stops().answer().isPresent() ? Optional.empty() : state.plannedStop();
    }

    @Override
    public boolean answer(StopAnswer answer) {
        boolean first = state.stops().answer(answer);
        if (first) {
            // Who has answered is told that it will be done.
            keepNow();
            hurry.run();
        }
        return first;
    }

    @Override
    public void kill(String by) {
        state.stop.askToKill(by, Instant.now());
        LaunchRecords.get().isToEnd(state.key);
        hurry.run();
    }
}
