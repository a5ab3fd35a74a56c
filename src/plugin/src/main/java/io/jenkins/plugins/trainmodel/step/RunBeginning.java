package io.jenkins.plugins.trainmodel.step;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.CheckpointStash;
import io.jenkins.plugins.trainmodel.agent.TrainerRequest;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.run.RunClaim;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

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
            agent.kill(state.controller(), surroundings.launcher(), surroundings.listener());
        }
        launch(agent, findEarlier(agent));
    }

    private void enter(String name) throws IOException, InterruptedException {
        state.name = name;
        state.directory = Places.directory(state.request, name, state.cell);
        state.id = TrainingBuildAction.of(surroundings.build())
                .begin(name, state.node)
                .getId();
        surroundings.save();
    }

    /** Whether an earlier try of this build is there to go on with: in the directory, or further ahead in a stash. */
    private boolean findEarlier(AgentRun agent) throws IOException, InterruptedException {
        boolean resume = state.request.resume;
        CheckpointStash stash = stash(state, surroundings, agent);
        boolean aheadElsewhere = resume && stash.isNewerThan(agent.newestCheckpoint());
        AgentRun.Room room = agent.prepare(owner(), resume && !aheadElsewhere);
        if (room.found() == RunClaim.Found.REPLACED) {
            follower.tell(room.words());
        }
        boolean fetched = resume && !room.goesOn() && stash.fetch();
        if (resume) {
            follower.tell(
                    room.goesOn() || fetched
                            ? "goes on from the checkpoint that an earlier try of this build has left"
                            : "no earlier try of this build has left a checkpoint: starting anew");
        }
        return room.goesOn() || fetched;
    }

    private String owner() throws IOException, InterruptedException {
        return Places.owner(surroundings.build(), state.cell);
    }

    static CheckpointStash stash(RunState state, Surroundings surroundings, AgentRun agent)
            throws IOException, InterruptedException {
        String key = Places.key(state.name, state.cell);
        TrainingBuildAction action = TrainingBuildAction.of(surroundings.build());
        Path pointer = action.directory(state.id).resolveSibling("stash-" + key + ".txt");
        return new CheckpointStash(
                agent,
                surroundings.build(),
                surroundings.launcher(),
                surroundings.environment(),
                "train-model-" + key,
                pointer);
    }

    private void launch(AgentRun agent, boolean resume) throws IOException, InterruptedException {
        Run<?, ?> build = surroundings.build();
        EnvVars environment = surroundings.environment();
        Launcher launcher = surroundings.launcher();
        launcher.prepareFilterRules(build, state.request);
        TrainerRequest request = new TrainerRequest(
                agent.workspace().child(state.request.specification).getRemote(),
                state.request.overlay.getBytes(StandardCharsets.UTF_8),
                state.request.assignments,
                state.request.java,
                resume,
                owner(),
                Instant.ofEpochMilli(build.getStartTimeInMillis()));
        state.controller = agent.launch(request, environment, launcher, surroundings.listener());
        surroundings.save();
    }
}
