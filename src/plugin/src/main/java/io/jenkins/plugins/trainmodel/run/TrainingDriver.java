package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.patience.Pace;
import io.jenkins.plugins.trainmodel.record.ForgottenTrainers;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import io.jenkins.plugins.trainmodel.threads.Looks;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import io.jenkins.trainmodel.run.Command;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes a run from its beginning to its end: one look after the other on the threads that follow all runs, none while nothing
 * is due. What takes long goes on beside the looks, so that a run can be stopped at any time.
 */
public final class TrainingDriver {
    private static final Logger LOGGER = Logger.getLogger(TrainingDriver.class.getName());

    private final RunState state;
    private final Surroundings surroundings;
    private final TrainingThreads threads = TrainingThreads.get();
    private final RunFollower follower;
    private final StartOfRun start;
    private final EndOfRun end;
    private final PlannedWait planned;
    private final CheckpointKeeping checkpoints;
    private final ControllerTrouble trouble;
    private final Looks looks;
    private final LiveTraining live;
    private volatile boolean over;
    /** Whether another driver follows the run now, so that nothing of it must be given up. */
    private volatile boolean handedOver;

    public TrainingDriver(RunState state, Surroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
        this.follower = new RunFollower(state, surroundings, threads);
        this.start = new StartOfRun(state, surroundings, follower, threads);
        this.end = new EndOfRun(state, surroundings, follower, threads);
        this.planned = new PlannedWait(state, surroundings, follower, end.ending(), threads);
        this.checkpoints = new CheckpointKeeping(state, surroundings, follower, threads);
        this.trouble = new ControllerTrouble(follower.console());
        this.looks = new Looks(threads, this::look);
        this.live = new LiveTraining(state, follower, surroundings, looks::hurry);
    }

    /** Starts the run, or goes on with it after a restart of the controller. */
    public void begin() {
        LaunchRecords.get().follow(state.key);
        looks.again(0);
    }

    private void look() {
        if (over) {
            return;
        }
        try {
            lookOnce();
            trouble.over();
        } catch (AbortException e) {
            give(e);
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the run is taken up again when it is back", e);
        } catch (IOException | RuntimeException e) {
            trouble.met(e).ifPresent(this::give);
        }
        if (!over && !threads.ended()) {
            looks.again(pause());
        }
    }

    private void lookOnce() throws IOException, InterruptedException {
        if (!state.id.isEmpty() && !state.told) {
            LiveRuns.get().enter(surroundings.build(), state.id, live);
        }
        if (state.plannedStop().isPresent() && !end.isUnderWay()) {
            followWait();
        } else if (!state.isPlaced()) {
            waitForAgent();
        } else if (state.exitCode().isPresent()) {
            over = checkpoints.end() && end.look() && !beginsToWait();
        } else if (state.controller().isPresent() && !start.isRunning()) {
            follow();
        } else {
            start.look();
        }
        if (over && !handedOver) {
            leave();
        }
    }

    /** Whoever gives the agent replaces this driver by one that knows it. */
    private void waitForAgent() throws AbortException {
        if (state.stop.isAsked()) {
            throw new AbortException("stopped by %s while it waited for an agent".formatted(state.stop.by()));
        }
        follower.stop().refuseToBegin(surroundings.presence());
    }

    /** Whether the run, which has just ended, waits for people now; then its agent is free. */
    private boolean beginsToWait() {
        boolean waits = state.plannedStop().isPresent();
        if (waits) {
            LaunchRecords.get().leave(state.key);
            surroundings.left();
        }
        return waits;
    }

    private void followWait() throws IOException, InterruptedException {
        PlannedWait.Next next = planned.look();
        if (next == PlannedWait.Next.GOES_ON) {
            handOver();
            surroundings.goesOn();
        } else if (next == PlannedWait.Next.OVER) {
            over = true;
        }
    }

    /** Looks at the run no more: another driver does. */
    public void handOver() {
        handedOver = true;
        over = true;
    }

    private void follow() throws IOException, InterruptedException {
        OptionalInt exit = follower.look();
        if (exit.isPresent()) {
            state.ended(exit.getAsInt());
            surroundings.save();
        } else {
            checkpoints.look();
        }
    }

    /** While something is expected to happen at once, a long pause would miss it. */
    private long pause() {
        boolean soon = state.stop.isAsked() || start.isRunning() || end.isRunning() || planned.isRunning();
        boolean still = state.plannedStop().isPresent() || !state.isPlaced();
        return soon ? Pace.soon() : still ? planned.pause() : follower.pace().current();
    }

    private void leave() throws IOException, InterruptedException {
        LiveRuns.get().leave(surroundings.build(), state.id);
        LaunchRecords.get().leave(state.key);
        surroundings.left();
    }

    /** The run cannot be followed to its end. */
    public void give(Exception problem) {
        over = true;
        checkpoints.end();
        threads.run(WorkKind.START, () -> giveUp(problem));
    }

    private void giveUp(Exception problem) {
        try {
            end.ending().leftovers().leaveNoTrainer();
            LaunchRecords.get().leave(state.key);
            end.ending().fail(problem);
            leave();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "The end of a training could not be noted", e);
            LaunchRecords.get().leave(state.key);
            surroundings.failed(problem);
            surroundings.left();
        }
        ForgottenTrainers.get().look();
    }

    /** Asks the run to end. Asked again it changes nothing, but that the step may have to end, too. */
    public void stop(String by, boolean interrupted) {
        state.interrupted |= interrupted;
        live.ask("", new Command.Stop(by));
        surroundings.save();
    }

    /** For the step's line on the page of a paused Pipeline. */
    public String words() {
        return "%s on %s; next look after %d ms"
                .formatted(live.status().phase().word(), follower.contact().name(), pause());
    }
}
