package io.jenkins.plugins.trainmodel.steer;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.LiveRuns;
import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import io.jenkins.plugins.trainmodel.page.RunFigures;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import io.jenkins.plugins.trainmodel.page.RunSteering;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.words.Quantity;
import java.io.IOException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The buttons of a run's page, and what they and programs send, below the address of the run. */
public final class SteeringDoor {
    private final Run<?, ?> build;
    private final TrainedRun run;

    SteeringDoor(Run<?, ?> build, TrainedRun run) {
        this.build = build;
        this.run = run;
    }

    /** Ends the run after the current step; {@code keep} says what is kept. Asked again, it changes nothing. */
    @RequirePOST
    public HttpResponse doStop(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.STOP, request);
    }

    /** Saves a checkpoint after the current step. */
    @RequirePOST
    public HttpResponse doCheckpoint(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.CHECKPOINT, request);
    }

    /** Has the run wait behind its epoch. */
    @RequirePOST
    public HttpResponse doHold(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.HOLD, request);
    }

    /** Lets a run that waits go on. */
    @RequirePOST
    @WebMethod(name = "go-on")
    public HttpResponse doGoOn(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.GO_ON, request);
    }

    /** Lets the run train longer: {@code epochs} more, {@code duration} more. */
    @RequirePOST
    public HttpResponse doExtend(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.EXTEND, request);
    }

    /** Changes values of the specification, all or none. */
    @RequirePOST
    public HttpResponse doChange(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.CHANGE, request);
    }

    /** Ends a run at once that was asked to stop and has not. */
    @RequirePOST
    public HttpResponse doKill(StaplerRequest2 request) throws IOException {
        return ask(SteeringKind.KILL, request);
    }

    private HttpResponse ask(SteeringKind kind, StaplerRequest2 request) throws IOException {
        build.checkPermission(kind.permission());
        try {
            return PlainAnswer.done(new SteeringDesk(build, run).ask(kind, SteeringWords.of(request)));
        } catch (SteeringRefusal e) {
            return e.answer();
        }
    }

    /** Whether there is a run that goes on. */
    public boolean isLive() {
        return LiveRuns.get().find(build, run.getId()).isPresent();
    }

    public TrainedRun getRun() {
        return run;
    }

    /** Whether the run is over, and who looks may have a new one begin where it was. */
    public boolean isRestartable() {
        return getStatus().isOver() && RestartDesk.canBegin(run) && RestartDesk.isOffered(build);
    }

    /** Whether who looks may stop it, hold it, and have a checkpoint saved. */
    public boolean isCancellable() {
        return build.hasPermission(Item.CANCEL);
    }

    /** Whether it can be held, changed and extended: nobody here can do that to another program. */
    public boolean isSteerable() {
        return !run.isWatched();
    }

    /** Whether who looks may change and extend it. */
    public boolean isConfigurable() {
        return isSteerable() && build.hasPermission(Item.CONFIGURE);
    }

    /** How the run is now. */
    public RunStatus getStatus() {
        return TrainingBuildAction.of(build).status(run);
    }

    /** How long an epoch takes, for people; empty before the first is complete. */
    public String getEpochTakes() {
        RunFigures figures = getStatus().allFigures();
        return figures.epoch() > 0
                ? Quantity.duration(figures.elapsedSeconds() / figures.epoch(), Reader.audience())
                : "";
    }

    /** The values that may change while it trains. */
    public List<KeyField> getFields() throws IOException {
        return new RunKeys(build, run).fields();
    }

    /** Adds it to the pages of runs. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class Steering implements RunSteering {
        @Override
        public Object of(Run<?, ?> build, TrainedRun run) {
            return new SteeringDoor(build, run);
        }
    }
}
