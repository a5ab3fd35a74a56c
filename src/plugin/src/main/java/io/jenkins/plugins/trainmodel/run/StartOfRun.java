package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.trainmodel.threads.SideWork;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The start of a run beside the looks at it: begun when the agent is there, and again when it went away; a stop calls it off. */
final class StartOfRun {
    private static final Logger LOGGER = Logger.getLogger(StartOfRun.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration TRAVEL_LIMIT = Duration.ofHours(6);

    private final RunState state;
    private final Surroundings surroundings;
    private final RunFollower follower;
    private final TrainingThreads threads;
    /** What is being done: first it is brought with what the run begins, and with what it is compared. */
    private SideWork work;
    /** Whether all that the run needs is at its place. A restart in between has it brought again. */
    private boolean allIsThere;

    StartOfRun(RunState state, Surroundings surroundings, RunFollower follower, TrainingThreads threads) {
        this.state = state;
        this.surroundings = surroundings;
        this.follower = follower;
        this.threads = threads;
        this.work = new SideWork(threads, WorkKind.START, LIMIT);
    }

    /** Whether a thread is at it, or soon will be. */
    boolean isRunning() {
        return work.isRunning();
    }

    /**
     * Does what is next.
     *
     * @throws AbortException if the run does not start, and why
     */
    void look() throws IOException, InterruptedException {
        if (work.isRunning()) {
            limit();
        } else if (work.isDone()) {
            take();
        } else if (state.stop.isAsked()) {
            throw new AbortException(StopDelivery.beforeBegin(state.stop.by()));
        } else {
            follower.stop().refuseToBegin(surroundings.presence());
            begin();
        }
    }

    private void limit() throws AbortException {
        if (state.stop.isAsked()) {
            work.interrupt();
        } else if (work.interruptOverdue()) {
            throw new AbortException("the training did not start within %d min"
                    .formatted(work.limit().toMinutes()));
        }
    }

    private void begin() throws IOException, InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        Optional<Launcher> launcher = surroundings.launcher();
        if (workspace.isPresent() && launcher.isPresent()) {
            RunBeginning beginning = new RunBeginning(state, surroundings, follower);
            allIsThere = allIsThere || !beginning.hasToBring();
            // What travels for hours keeps no other run from its start.
            work = allIsThere ? work : new SideWork(threads, WorkKind.FETCH, TRAVEL_LIMIT);
            work.begin(
                    allIsThere
                            ? () -> beginning.begin(workspace.get(), launcher.get())
                            : () -> beginning.bring(workspace.get()));
        } else {
            follower.missed(Optional.empty());
        }
    }

    private void take() throws AbortException {
        try {
            if (work.take()) {
                if (!allIsThere) {
                    allIsThere = true;
                    work = new SideWork(threads, WorkKind.START, LIMIT);
                }
                follower.contact().answered().ifPresent(follower.console()::tell);
            }
        } catch (AbortException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The context of a step that has ended answers no question any more.
            follower.stop().refuseToBegin(surroundings.presence());
            if (!follower.isAbsence(e)) {
                LOGGER.log(Level.WARNING, "A training did not start", e);
                throw (AbortException) new AbortException(ProblemWords.of(e)).initCause(e);
            }
            follower.missed(Optional.of(e));
        }
    }
}
