package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.CheckpointStash;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts a run: checks the specification, makes room on the agent and starts the trainer. May be done again after a restart. */
record RunBeginning(RunState state, Surroundings surroundings, RunFollower follower) {

    /** Leaves the trainer's process in the state; all that is wrong comes as an exception. */
    void begin(FilePath workspace) throws IOException, InterruptedException {
        FilePath file = workspace.child(state.request.specification);
        TrainingSpec spec = Overlay.check(state.request, AgentRun.readSpecification(file));
        boolean again = !state.id.isEmpty();
        if (!again) {
            enter(Overlay.name(state.request, spec, file));
        }
        AgentRun agent = Places.of(state, workspace);
        if (again) {
            // The controller went down between the start of the process and the moment that it was noted.
            agent.kill(surroundings.launcher());
        }
        launch(agent, findEarlier(agent));
    }

    private void enter(String name) throws IOException, InterruptedException {
        state.name = name;
        state.directory = Places.directory(state.request, name);
        state.id = TrainingBuildAction.of(surroundings.build())
                .begin(name, state.node)
                .getId();
        surroundings.save();
    }

    /** Whether a run is there to go on with, in the directory or from an earlier try of this build. */
    private boolean findEarlier(AgentRun agent) throws IOException, InterruptedException {
        boolean found = agent.prepare(state.request.resume);
        if (found || !state.request.resume) {
            return found;
        }
        boolean fetched = stash(state, surroundings, agent).fetch();
        follower.tell(
                fetched
                        ? "goes on from the checkpoint that an earlier try of this build has left"
                        : "there is no earlier checkpoint to go on from: starting anew");
        return fetched;
    }

    static CheckpointStash stash(RunState state, Surroundings surroundings, AgentRun agent)
            throws IOException, InterruptedException {
        String word = state.name.replaceAll("[^A-Za-z0-9._-]+", "-");
        TrainingBuildAction action = TrainingBuildAction.of(surroundings.build());
        Path pointer = action.directory(state.id).resolveSibling("stash-" + word + ".txt");
        return new CheckpointStash(
                agent,
                surroundings.build(),
                surroundings.launcher(),
                surroundings.environment(),
                "train-model-" + word,
                pointer);
    }

    private void launch(AgentRun agent, boolean resume) throws IOException, InterruptedException {
        EnvVars environment = surroundings.environment();
        Launcher launcher = surroundings.launcher();
        AgentRun.Request request = new AgentRun.Request(
                agent.workspace().child(state.request.specification).getRemote(),
                state.request.overlay.getBytes(StandardCharsets.UTF_8),
                state.request.assignments,
                state.request.java,
                resume);
        state.controller = agent.launch(request, environment, launcher, surroundings.listener());
        surroundings.save();
    }
}
