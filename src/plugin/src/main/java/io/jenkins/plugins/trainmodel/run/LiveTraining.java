package io.jenkins.plugins.trainmodel.run;

import hudson.FilePath;
import io.jenkins.plugins.trainmodel.page.LiveRun;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import io.jenkins.plugins.trainmodel.planned.PlannedStop;
import io.jenkins.plugins.trainmodel.planned.StopAnswer;
import io.jenkins.plugins.trainmodel.planned.WaitingRun;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import io.jenkins.trainmodel.event.EndingPhase;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A run that goes on, as pages see and reach it.
 *
 * @param hurry has the run looked at now
 */
record LiveTraining(RunState state, RunFollower follower, TrainingThreads threads, Runnable hurry)
        implements LiveRun, WaitingRun {
    private static final Logger LOGGER = Logger.getLogger(LiveTraining.class.getName());

    @Override
    public LiveStatus status() {
        return new LiveStatus(
                phase(),
                follower.contact().awaySince(),
                state.stop.by(),
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
        if (state.stop.isAsked()) {
            return LiveStatus.Phase.STOPPING;
        }
        boolean training = follower.fold().figures().startedAt().isPresent();
        return training ? LiveStatus.Phase.TRAINING : LiveStatus.Phase.STARTING;
    }

    @Override
    public void stopAndKeepModel(String by) {
        if (state.stop.ask(by, Instant.now())) {
            LaunchRecords.get().isToEnd(state.key);
            hurry.run();
        }
    }

    @Override
    public Optional<PlannedStop> plannedStop() {
        return state.stops().answer().isPresent() ? Optional.empty() : state.plannedStop();
    }

    @Override
    public boolean answer(StopAnswer answer) {
        boolean first = state.stops().answer(answer);
        if (first) {
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

    @Override
    public void checkpointNow(String by) {
        threads.run(WorkKind.START, () -> {
            try {
                Optional<FilePath> workspace = follower.contact().workspace();
                if (workspace.isPresent()) {
                    Places.of(state, workspace.get()).send(new Command.Checkpoint(by));
                }
            } catch (IOException | InterruptedException e) {
                LOGGER.log(Level.WARNING, "A request for a checkpoint did not reach the agent", e);
            }
        });
    }
}
