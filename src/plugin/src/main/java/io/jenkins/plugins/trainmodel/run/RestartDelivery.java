package io.jenkins.plugins.trainmodel.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.trainmodel.agent.PackageDelivery;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.steer.Continuations;
import io.jenkins.plugins.trainmodel.steer.RestartPlace;
import io.jenkins.plugins.trainmodel.steer.RestartRequest;
import io.jenkins.trainmodel.stop.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings what an earlier build has left to the agent on which a run goes on with it. May be done again after a restart. */
record RestartDelivery(RunState state, Surroundings surroundings, RunFollower follower) {
    private static final Set<String> WELL = Set.of(Outcome.SUCCESS.word(), Outcome.UNSTABLE.word());

    /**
     * Whether the build was begun to go on with an earlier one; of which run, is known when this one has its name. What is
     * only tried begins nowhere. Behind a planned stop a run that began at a checkpoint has one of its own, and the earlier
     * build may be gone.
     */
    static boolean isDue(RunState state, Surroundings surroundings) throws IOException, InterruptedException {
        boolean begun = state.stops().areBehind()
                && state.restart().filter(RestartPlace::isCheckpoint).isPresent();
        return !begun && !state.request.dryRun && surroundings.build().getAction(RestartRequest.class) != null;
    }

    /**
     * Brings it, if it is this run's.
     *
     * @throws AbortException if it is gone or damaged, so that the run does not begin
     */
    void bring(FilePath workspace) throws IOException, InterruptedException {
        Optional<RestartRequest> request = RestartRequest.of(surroundings.build(), state.name, state.cell);
        if (request.isEmpty()) {
            return;
        }
        boolean below = isBehindAnotherStep();
        Optional<Run<?, ?>> origin = origin(request.get());
        if (below && request.get().isCheckpoint()) {
            state.restartAt(new RestartPlace("", request.get(), true));
        } else if (origin.isEmpty() && state.stops().areBehind()) {
            goOnWithout(request.get());
        } else {
            bring(workspace, request.get(), origin.orElseThrow(() -> gone(request.get())), below);
        }
    }

    /** The run has a checkpoint of its own; the earlier model is only what gates compare with. */
    private void goOnWithout(RestartRequest request) throws IOException, InterruptedException {
        String why =
                "%s has no build #%d".formatted(surroundings.build().getParent().getFullDisplayName(), request.build());
        follower.console().tell("no reference: " + why);
        state.referenceIs(Overlay.reference(Map.of("missing", why), "start"));
    }

    /** Whether an earlier step of this build has trained the same run to an end, such as a milestone; a dry run has not. */
    private boolean isBehindAnotherStep() throws IOException, InterruptedException {
        return state.request.resume
                && TrainingBuildAction.of(surroundings.build()).getRuns().stream()
                        .filter(run -> !run.getId().equals(state.id) && !run.isDryRun())
                        .filter(run -> run.getName().equals(state.name)
                                && run.getCell().equals(state.cell))
                        .anyMatch(run -> WELL.contains(run.getState()));
    }

    private void bring(FilePath workspace, RestartRequest request, Run<?, ?> origin, boolean below)
            throws IOException, InterruptedException {
        FilePath place = Places.of(state, workspace).scratch().child("restart").child(request.point());
        place.deleteRecursive();
        bring(request, origin, place);
        state.restartAt(new RestartPlace(place.getRemote(), request, below));
        if (!request.isCheckpoint()) {
            state.referenceIs(
                    Overlay.reference(Map.of("path", place.getRemote(), "name", origin.getFullDisplayName()), "fail"));
        }
        note(origin);
    }

    private Optional<Run<?, ?>> origin(RestartRequest request) throws IOException, InterruptedException {
        return Optional.ofNullable(surroundings.build().getParent().getBuildByNumber(request.build()));
    }

    private static AbortException gone(RestartRequest request) {
        return new AbortException(
                "The run does not begin: build #%d, with which it was to go on, is gone".formatted(request.build()));
    }

    private void bring(RestartRequest request, Run<?, ?> origin, FilePath place)
            throws IOException, InterruptedException {
        follower.console()
                .tell("begins with %s of the run %s in %s"
                        .formatted(
                                request.isCheckpoint() ? "checkpoint " + request.point() : "the model",
                                request.run(),
                                origin.getFullDisplayName()));
        PackageDelivery delivery =
                new PackageDelivery(origin.getArtifactManager().root().child(request.path()), place);
        Optional<String> problem = delivery.bring((done, inAll) -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("The run is not wanted any more");
            }
        });
        if (problem.isPresent()) {
            throw new AbortException("The run does not begin: %s of %s cannot be used: %s"
                    .formatted(request.path(), origin.getFullDisplayName(), problem.get()));
        }
    }

    private void note(Run<?, ?> origin) throws IOException, InterruptedException {
        try (ACLContext unused = ACL.as2(ACL.SYSTEM2)) {
            Continuations.note(origin, surroundings.build().getNumber());
        }
    }
}
