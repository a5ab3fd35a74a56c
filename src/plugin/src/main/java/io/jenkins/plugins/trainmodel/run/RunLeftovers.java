package io.jenkins.plugins.trainmodel.run;

import hudson.FilePath;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a run leaves on its agent besides its results: files that only it needed, and a trainer that nobody follows. */
record RunLeftovers(RunState state, Surroundings surroundings, RunFollower follower) {
    private static final Logger LOGGER = Logger.getLogger(RunLeftovers.class.getName());

    /**
     * What cannot be cleared away now is cleared away later: the record of the trainer stays until then.
     *
     * @param gone whether no process of the run is left, so that nobody has to be found by its traces
     */
    void clearAway(AgentRun agent, boolean gone) throws InterruptedException {
        try {
            if (follower.news().finished().filter(end -> !end.resumable()).isPresent()) {
                RunBeginning.stash(state, surroundings, agent, surroundings.launcher(agent.workspace()))
                        .forget();
            }
            state.controller().orElseThrow().cleanup(agent.workspace());
            if (state.request.dryRun) {
                agent.directory().deleteRecursive();
            }
            if (gone) {
                agent.removeTraces();
                LaunchRecords.get().remove(state.key);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "What a run needed beside its workspace was not removed", e);
        }
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

    /** Sees to it that no trainer is left of a run that cannot be followed; if that fails, its record goes on to say so. */
    void leaveNoTrainer() throws InterruptedException {
        Optional<FilePath> workspace = follower.contact().workspace();
        if (workspace.isEmpty() || LaunchRecords.get().find(state.key).isEmpty()) {
            return;
        }
        try {
            AgentRun agent = Places.of(state, workspace.get());
            if (agent.kill(state.controller(), surroundings.launcher(agent.workspace()), surroundings.listener())) {
                LaunchRecords.get().hasEnded(state.key);
                agent.removeTraces();
                LaunchRecords.get().remove(state.key);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, "The trainer is ended later", e);
        }
    }
}
