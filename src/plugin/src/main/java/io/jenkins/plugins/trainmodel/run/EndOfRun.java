package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.trainmodel.threads.SideWork;
import io.jenkins.plugins.trainmodel.threads.TrainingThreads;
import io.jenkins.plugins.trainmodel.threads.WorkKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The end of a run beside the looks at it: its results travel, and whoever aborts the build meanwhile is answered. */
final class EndOfRun {
    private static final Duration LIMIT = Duration.ofHours(24);

    private final RunState state;
    private final RunFollower follower;
    private final RunEnding ending;
    private final ResultTransfer results;
    private final SideWork work;
    /** Whether the end was asked for when the training had ended by itself. */
    private boolean abortedAtEnd;

    EndOfRun(RunState state, Surroundings surroundings, RunFollower follower, TrainingThreads threads) {
        this.state = state;
        this.follower = follower;
        this.ending = new RunEnding(state, surroundings, follower);
        this.results = new ResultTransfer(state, surroundings, follower);
        this.work = new SideWork(threads, WorkKind.ARCHIVE, LIMIT);
    }

    RunEnding ending() {
        return ending;
    }

    /** Whether a thread is at it, or soon will be. */
    boolean isRunning() {
        return work.isRunning();
    }

    /** Whether something was begun whose outcome was not looked at yet. */
    boolean isUnderWay() {
        return work.isRunning() || work.isDone();
    }

    /**
     * Does what is next.
     *
     * @return whether all is done
     * @throws AbortException if the agent that holds the results is gone
     */
    boolean look() throws IOException, InterruptedException {
        if (work.isRunning()) {
            limit();
            return false;
        }
        if (work.isDone()) {
            return take();
        }
        begin();
        return false;
    }

    /** Who aborts the build of a training that has ended need not wait for long until its results have travelled. */
    private void limit() throws IOException, InterruptedException {
        if (state.stop.isAsked() && !state.stop.isSent()) {
            state.stop.sent(Instant.now());
            abortedAtEnd = true;
            follower.stop().tellWhileArchiving();
        }
        if (!results.isCalledOff()) {
            reasonToCallOff().ifPresent(why -> {
                results.callOff(why);
                work.interrupt();
            });
        }
        results.look();
    }

    private Optional<String> reasonToCallOff() {
        if (work.interruptOverdue()) {
            return Optional.of("they did not travel within %d h".formatted(LIMIT.toHours()));
        }
        if (state.stop.killedBy().isPresent()) {
            return state.stop.killedBy().map(who -> "killed by " + who);
        }
        return abortedAtEnd && state.stop.isKillDue(follower.stop().grace(), Instant.now())
                ? Optional.of("the grace period is over")
                : Optional.empty();
    }

    private void begin() throws IOException, InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        if (workspace.isEmpty()) {
            follower.missed(Optional.empty());
            return;
        }
        // What it says of the run is made of its events; after a restart they are read here.
        follower.news();
        work.begin(() -> ending.end(workspace.get(), results));
    }

    private boolean take() throws IOException {
        try {
            return work.take();
        } catch (IOException | RuntimeException e) {
            if (!follower.isAbsence(e)) {
                throw e;
            }
            follower.missed(Optional.of(e));
            return false;
        }
    }
}
