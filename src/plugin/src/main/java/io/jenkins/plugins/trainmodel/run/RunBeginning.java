package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import io.jenkins.plugins.trainmodel.agent.AgentRun;
import io.jenkins.plugins.trainmodel.agent.CheckpointStash;
import io.jenkins.plugins.trainmodel.agent.TrainerRequest;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.record.LaunchRecord;
import io.jenkins.plugins.trainmodel.record.LaunchRecords;
import io.jenkins.plugins.trainmodel.record.RunDirectoryQueue;
import io.jenkins.plugins.trainmodel.reference.ReferenceDelivery;
import io.jenkins.plugins.trainmodel.reference.ReferenceLookup;
import io.jenkins.plugins.trainmodel.steer.RestartPlace;
import io.jenkins.trainmodel.run.RunClaim;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Starts a run: checks the specification, makes room on the agent and starts the trainer. May be done again after a restart of
 * the controller or of the agent in its middle.
 */
record RunBeginning(RunState state, Surroundings surroundings, RunFollower follower) {

    /** Leaves the trainer's process in the state; all that is wrong comes as an exception. */
    void begin(FilePath workspace, Launcher launcher) throws IOException, InterruptedException {
        check(workspace);
        AgentRun agent = Places.of(state, workspace);
        if (LaunchRecords.get().find(state.key).isPresent()) {
            // Whether the process was started before the interruption, nobody knows.
            agent.kill(state.controller(), launcher, surroundings.listener());
        }
        new RunDirectoryQueue(state.node, agent.directory().getRemote()).await(follower.console()::tell);
        boolean goesOn = findEarlier(agent, launcher);
        record(agent);
        state.newsFrom = goesOn ? agent.directory().child("events.jsonl").length() : 0;
        state.outputTold = goesOn ? agent.directory().child("output.log").length() : 0;
        launch(agent, launcher, goesOn);
    }

    /** Reads the specification as the trainer will, and enters the run into the build. */
    private void check(FilePath workspace) throws IOException, InterruptedException {
        FilePath file = workspace.child(state.request.specification);
        Overlay.Known spec = Overlay.check(state, AgentRun.readSpecification(file));
        state.programEndsWithin(spec.end());
        if (state.id.isEmpty()) {
            enter(Overlay.name(spec, file));
        } else {
            TrainingBuildAction.of(surroundings.build()).moved(state.id, state.node);
        }
    }

    /** Whether something must travel before the run can begin. */
    boolean hasToBring() throws IOException, InterruptedException {
        return !state.request.nightly().reference().isNone() || RestartDelivery.isDue(state, surroundings);
    }

    /** Brings what the run begins with or is compared with to the agent, before {@link #begin}. */
    void bring(FilePath workspace) throws IOException, InterruptedException {
        if (RestartDelivery.isDue(state, surroundings)) {
            check(workspace);
            new RestartDelivery(state, surroundings, follower).bring(workspace);
        }
        boolean otherReference =
                state.restart().filter(place -> !place.isCheckpoint()).isPresent();
        if (!state.request.nightly().reference().isNone() && !otherReference) {
            bringReference(workspace);
        }
        surroundings.saveNow();
    }

    private void bringReference(FilePath workspace) throws IOException, InterruptedException {
        NightlyWish wish = state.request.nightly();
        // Which it is, nobody knows before the run has its name.
        state.referenceIs(Overlay.reference(Map.of("path", "reference"), ""));
        check(workspace);
        ReferenceLookup lookup = new ReferenceLookup(surroundings.build(), state.name, wish.reference());
        FilePath place = Places.of(state, workspace).scratch().child("reference");
        Map<String, Object> found = new ReferenceDelivery(lookup, workspace, place, follower.console()::tell).bring();
        refuseToBeginWithout(found, wish);
        state.referenceIs(Overlay.reference(found, wish.whenMissing()));
    }

    private static void refuseToBeginWithout(Map<String, Object> found, NightlyWish wish) throws AbortException {
        if (found.containsKey("missing") && wish.whenMissing().equals("fail")) {
            throw new AbortException("The run does not begin without its reference (whenMissing: fail): %s"
                    .formatted(found.get("missing")));
        }
    }

    private void enter(String name) throws IOException, InterruptedException {
        state.name = name;
        state.directory = Places.directory(state.request, name, state.cell);
        state.id = TrainingBuildAction.of(surroundings.build())
                .begin(name, state.node, state.cell, state.request.kind())
                .getId();
        surroundings.saveNow();
    }

    /** From here on the trainer is known to this controller, whatever happens to it. */
    private void record(AgentRun agent) throws IOException, InterruptedException {
        LaunchRecords.get()
                .write(new LaunchRecord(
                        state.key,
                        state.node,
                        state.workspace,
                        agent.directory().getRemote(),
                        agent.scratch().getRemote(),
                        surroundings.build().getParent().getFullName(),
                        surroundings.build().getNumber(),
                        state.id,
                        state.name,
                        System.currentTimeMillis(),
                        follower.stop().grace().toSeconds(),
                        state.resumes(),
                        0,
                        false));
        surroundings.saveNow();
    }

    /** Whether an earlier try of this build is there to go on with: in the directory, or further ahead in a stash. */
    private boolean findEarlier(AgentRun agent, Launcher launcher) throws IOException, InterruptedException {
        boolean resume = state.resumes();
        CheckpointStash stash = stash(state, surroundings, agent, launcher);
        boolean aheadElsewhere = resume && stash.isNewerThan(newest(agent));
        AgentRun.Room room = agent.prepare(owner(), resume && !aheadElsewhere);
        if (room.found() == RunClaim.Found.REPLACED) {
            follower.console().tell(room.words());
        }
        boolean fetched = resume && !room.goesOn() && stash.fetch();
        if (state.stops().areBehind() && !room.goesOn() && !fetched) {
            throw new AbortException("The checkpoint of the planned stop is gone:"
                    + " neither the run directory nor what the build has stashed holds it");
        }
        if (resume) {
            follower.console()
                    .tell(
                            room.goesOn() || fetched
                                    ? goingOn()
                                    : "no earlier try of this build has left a checkpoint: starting anew");
        }
        return room.goesOn() || fetched;
    }

    private long newest(AgentRun agent) throws IOException, InterruptedException {
        return state.request.isWatched() ? agent.newestProgramCheckpoint() : agent.newestCheckpoint();
    }

    private String goingOn() {
        return state.request.isWatched()
                ? "goes on with what an earlier try of this build has left"
                : "goes on from the checkpoint that an earlier try of this build has left";
    }

    private String owner() throws IOException, InterruptedException {
        return Places.owner(surroundings.build(), state.cell);
    }

    static CheckpointStash stash(RunState state, Surroundings surroundings, AgentRun agent, Launcher launcher)
            throws IOException, InterruptedException {
        return new CheckpointStash(
                agent,
                surroundings.build(),
                launcher,
                surroundings.environment(),
                "train-model-" + Places.key(state.name, state.cell),
                stashPointer(state, surroundings));
    }

    /** The file that says which checkpoint of the run was stashed last. */
    static Path stashPointer(RunState state, Surroundings surroundings) throws IOException, InterruptedException {
        TrainingBuildAction action = TrainingBuildAction.of(surroundings.build());
        return action.directory(state.id).resolveSibling("stash-" + Places.key(state.name, state.cell) + ".txt");
    }

    /** Once the run has a checkpoint of its own, it goes on there, and has had its patience. */
    private List<String> argumentsOfRestart(AgentRun agent) throws IOException, InterruptedException {
        return agent.newestCheckpoint() > 0
                ? List.of()
                : state.restart().map(RestartPlace::arguments).orElse(List.of());
    }

    private void launch(AgentRun agent, Launcher launcher, boolean goesOn) throws IOException, InterruptedException {
        EnvVars environment = surroundings.environment();
        launcher.prepareFilterRules(surroundings.build(), state.request);
        TrainerRequest request = new TrainerRequest(
                agent.workspace().child(state.request.specification).getRemote(),
                Overlay.of(state).getBytes(StandardCharsets.UTF_8),
                state.assignments(),
                argumentsOfRestart(agent),
                state.request.java,
                state.request.command(),
                goesOn,
                owner(),
                state.request.dryRun,
                Instant.ofEpochMilli(surroundings.build().getStartTimeInMillis()));
        state.launched(agent.launch(request, environment, launcher, surroundings.listener()));
        surroundings.saveNow();
    }
}
