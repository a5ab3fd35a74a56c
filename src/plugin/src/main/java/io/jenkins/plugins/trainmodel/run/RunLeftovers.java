package io.jenkins.plugins.trainmodel.run;

import hudson.FilePath;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/** What a run leaves on its agent besides its results: files that only it needed, and a trainer that nobody follows. */
record RunLeftovers(RunState state, Surroundings surroundings, RunFollower follower) {
    private static final Logger LOGGER = Logger.getLogger(RunLeftovers.class.getName());

    /** For an agent that is there and does not answer: nobody waits for it longer with the end of a step. */
    private static final int REMOTE_SECONDS = 60;

    /** Removes one of the things that a run leaves. */
    @FunctionalInterface
    private interface Removal {
        void run() throws IOException, InterruptedException;
    }

    /** What is asked of an agent that may hang. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    /**
     * What cannot be cleared away now is told in the log of Jenkins and cleared away later: the record of the trainer stays until
     * then.
     *
     * @param gone whether no process of the run is left, so that nobody has to be found by its traces
     */
    void clearAway(AgentRun agent, boolean gone) throws InterruptedException {
        inTime(() -> clear(agent, gone)).ifPresent(late -> tell(agent.scratch(), late));
    }

    /** Does it, but no longer than an agent is waited for; the interruption says that it took longer. */
    private static Optional<InterruptedException> inTime(Work work) throws InterruptedException {
        long begun = System.nanoTime();
        try (Timeout timeout = Timeout.limit(REMOTE_SECONDS, TimeUnit.SECONDS)) {
            work.run();
            return Optional.empty();
        } catch (InterruptedException e) {
            if (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(REMOTE_SECONDS)) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** One thing that cannot be removed keeps none of the others. */
    private void clear(AgentRun agent, boolean gone) throws InterruptedException {
        isRemoved(agent.directory(), () -> forgetStash(agent));
        // First: they are known by a script, which is the first that goes where the handle removes only a part.
        boolean traces = gone && isRemoved(agent.scratch(), agent::removeTraces);
        boolean handle = isRemoved(
                agent.workspace(), () -> state.controller().orElseThrow().cleanup(agent.workspace()));
        if (state.request.dryRun) {
            isRemoved(agent.directory(), agent.directory()::deleteRecursive);
        }
        if (traces && handle) {
            LaunchRecords.get().remove(state.key);
        }
    }

    private void forgetStash(AgentRun agent) throws IOException, InterruptedException {
        if (follower.news().finished().filter(end -> !end.resumable()).isPresent()) {
            RunBeginning.stash(state, surroundings, agent, surroundings.launcher(agent.workspace()))
                    .forget();
        }
    }

    private boolean isRemoved(FilePath place, Removal removal) throws InterruptedException {
        try {
            removal.run();
            return true;
        } catch (IOException | RuntimeException e) {
            tell(place, e);
            return false;
        }
    }

    /** Agents come and go; what else keeps files from being removed, an administrator can do something about. */
    private void tell(FilePath place, Exception problem) {
        LOGGER.log(
                follower.isAbsence(problem) ? Level.FINE : Level.WARNING,
                problem,
                () -> "What run %s of %s needed at %s is not removed yet: %s"
                        .formatted(state.name, follower.contact().name(), place.getRemote(), ProblemWords.of(problem)));
    }

    /**
     * Ends the program of a trainer that somebody else has killed. A trainer that says its end has left none, and before a run has
     * begun none was started.
     *
     * @return whether no process of the run is left; false also where nobody can tell
     */
    boolean leaveNoProgram(AgentRun agent) throws IOException, InterruptedException {
        boolean maybeLeft = state.request.isWatched()
                && follower.news().hasBegun()
                && follower.news().finished().isEmpty();
        // That the trainer itself has ended, which its handle tells, says nothing of the program.
        return !maybeLeft
                || agent.kill(Optional.empty(), surroundings.launcher(agent.workspace()), surroundings.listener());
    }

    /**
     * Sees to it that no trainer is left of a run that cannot be followed; if that fails, or takes too long, its record goes on to
     * say so.
     */
    void leaveNoTrainer() throws InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        if (workspace.isEmpty() || LaunchRecords.get().find(state.key).isEmpty()) {
            return;
        }
        inTime(() -> endTrainer(workspace.get())).ifPresent(RunLeftovers::tellLater);
    }

    private void endTrainer(FilePath workspace) throws InterruptedException {
        try {
            AgentRun agent = Places.of(state, workspace);
            if (agent.kill(state.controller(), surroundings.launcher(agent.workspace()), surroundings.listener())) {
                LaunchRecords.get().hasEnded(state.key);
                if (isRemoved(agent.scratch(), agent::removeTraces)) {
                    LaunchRecords.get().remove(state.key);
                }
            }
        } catch (IOException | RuntimeException e) {
            tellLater(e);
        }
    }

    private static void tellLater(Exception problem) {
        LOGGER.log(Level.FINE, "The trainer is ended later", problem);
    }
}
