package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.trainmodel.spec.TrainingSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.model.ParameterizedJobMixIn.ParameterizedJob;

/** Begins a new build where an ended run was: whether somebody may, from what, and with which values. */
record RestartDesk(Run<?, ?> build, TrainedRun run) {
    /** As many newer builds are asked whether they are the one that was asked for already. */
    private static final int NEWEST = 20;

    /** Whether a run can leave something to begin from: what another program has left, it alone knows how to go on with. */
    static boolean canBegin(TrainedRun run) {
        return !run.isDryRun() && !run.isWatched();
    }

    /** Whether who asks may, and the job can be built. */
    static boolean isOffered(Run<?, ?> build) {
        Job<?, ?> job = build.getParent();
        return job.hasPermission(Item.BUILD) && job instanceof ParameterizedJob<?, ?> && job.isBuildable();
    }

    /**
     * Has a build begin there. Other values and limits than those of the earlier run take who may configure the job.
     *
     * @param from the name of a checkpoint, {@code model}, or empty: the newest checkpoint, else the model
     * @return what waits in the queue; empty where it was asked for already and waits no more
     * @throws SteeringRefusal with the reason, where none begins
     */
    Optional<Queue.Item> restart(String from, SteeringWords words) throws SteeringRefusal, IOException {
        build.getParent().checkPermission(Item.BUILD);
        refuseUnlessOver();
        RestartPoint point = new RestartPoints(build, run).find(from);
        RestartValues values = values(point, words);
        if (isKnown(words.id())) {
            return Optional.empty();
        }
        RestartOrigin origin = new RestartOrigin(build.getNumber(), run, point);
        return schedule(
                new RestartRequest(words, origin, values, SteeringWords.who()),
                new RestartCause(origin, SteeringWords.who(), words.why()));
    }

    private RestartValues values(RestartPoint point, SteeringWords words) throws SteeringRefusal, IOException {
        TrainingSpec specification = specification();
        if (words.extend() || !RunKeys.differing(specification, words.values()).isEmpty()) {
            // Asked first: whoever may not change values is not told what the specification says of them.
            build.getParent().checkPermission(Item.CONFIGURE);
        }
        return RestartValues.of(specification, build, run, point, words);
    }

    private void refuseUnlessOver() throws SteeringRefusal {
        if (!TrainingBuildAction.of(build).status(run).isOver()) {
            throw SteeringRefusal.untimely(Messages.Restart_goesOn(run.getName()));
        }
        if (run.isWatched()) {
            throw SteeringRefusal.untimely(Messages.Restart_programTrained(run.getName()));
        }
        if (!isOffered(build)) {
            throw SteeringRefusal.untimely(Messages.Restart_notBuildable());
        }
    }

    private TrainingSpec specification() throws SteeringRefusal, IOException {
        return new RunKeys(build, run)
                .specification()
                .orElseThrow(() -> SteeringRefusal.untimely(Messages.Restart_noSpecification(run.getName())));
    }

    private boolean isKnown(String id) {
        int asked = 0;
        Run<?, ?> newer = build.getParent().getLastBuild();
        while (newer != null && newer.getNumber() > build.getNumber() && asked++ < NEWEST) {
            RestartRequest request = newer.getAction(RestartRequest.class);
            if (request != null && request.id().equals(id)) {
                return true;
            }
            newer = newer.getPreviousBuild();
        }
        return false;
    }

    private Optional<Queue.Item> schedule(RestartRequest request, RestartCause cause) {
        List<Action> actions = new ArrayList<>(build.getActions(ParametersAction.class));
        actions.add(new CauseAction(cause));
        actions.add(request);
        return Optional.ofNullable(
                ParameterizedJobMixIn.scheduleBuild2(build.getParent(), 0, actions.toArray(Action[]::new)));
    }

    /** The values with which the form begins, those among them that may be others where a run begins. */
    List<KeyField> fields() throws IOException {
        return new RunKeys(build, run).fieldsAtBeginning();
    }
}
