package io.jenkins.plugins.trainmodel.steer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import io.jenkins.plugins.trainmodel.page.TrainedBuildActionFactory;
import io.jenkins.plugins.trainmodel.page.TrainedRun;
import io.jenkins.plugins.trainmodel.page.TrainingBuildAction;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/** The page of a build on which a new one is begun where a run of this one was: at a checkpoint, or with its model. */
public final class RestartAction implements Action {
    private final Run<?, ?> build;

    RestartAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** The runs of the build that are over, and can have left something to begin from. */
    public List<TrainedRun> getRuns() {
        TrainingBuildAction training = TrainingBuildAction.of(build);
        return training.getRuns().stream()
                .filter(run -> training.status(run).isOver() && RestartDesk.canBegin(run))
                .toList();
    }

    /** The run that the page is about: the one that its address names, else the newest; null where none is over. */
    public TrainedRun getChosen() {
        String id = Stapler.getCurrentRequest2() == null ? "" : SteeringWords.text(Stapler.getCurrentRequest2(), "run");
        return find(id).orElse(null);
    }

    private Optional<TrainedRun> find(String id) {
        return getRuns().stream()
                .filter(run -> id.isEmpty() || run.getId().equals(id))
                .reduce((earlier, later) -> later);
    }

    /** What the chosen run has left to begin from. */
    public List<RestartPoint> getPoints() throws IOException {
        Optional<TrainedRun> run = Optional.ofNullable(getChosen());
        return run.isPresent() ? new RestartPoints(build, run.get()).all() : List.of();
    }

    /** Whether who looks may have the new run train otherwise than the earlier one. */
    public boolean isChangeable() {
        return build.getParent().hasPermission(Item.CONFIGURE);
    }

    /** Whether there is a checkpoint, at which epochs and limits count on. */
    public boolean isExtensible() throws IOException {
        return getPoints().stream().anyMatch(RestartPoint::isCheckpoint);
    }

    /** The values that the new run may have others of. */
    public List<KeyField> getFields() throws IOException {
        Optional<TrainedRun> run = Optional.ofNullable(getChosen());
        return run.isPresent() ? new RestartDesk(build, run.get()).fields() : List.of();
    }

    /** What the runs of the build have left to begin from, for programs. */
    @GET
    @WebMethod(name = "points")
    public void doPoints(StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        ObjectNode json = Json.object();
        ArrayNode runs = json.putArray("runs");
        for (TrainedRun run : getRuns()) {
            ArrayNode points = runs.addObject().put("run", run.getId()).putArray("points");
            for (RestartPoint point : new RestartPoints(build, run).all()) {
                ObjectNode entry = points.addObject().put("from", point.name());
                point.saved()
                        .ifPresent(saved -> entry.put("epoch", saved.epoch()).put("best", saved.best()));
            }
        }
        Json.write(response, json.toString());
    }

    /** Has a new build begin: {@code run}, {@code from}, values, {@code epochs}, {@code duration}, {@code why}. */
    @RequirePOST
    public HttpResponse doRestart(StaplerRequest2 request) throws IOException {
        build.getParent().checkPermission(Item.BUILD);
        try {
            TrainedRun run = find(SteeringWords.text(request, "run"))
                    .orElseThrow(() -> SteeringRefusal.untimely(Messages.Restart_noRun()));
            Optional<Queue.Item> item =
                    new RestartDesk(build, run).restart(SteeringWords.text(request, "from"), SteeringWords.of(request));
            return item.map(RestartAction::begins).orElseGet(() -> PlainAnswer.done(Messages.Restart_known()));
        } catch (SteeringRefusal e) {
            return e.answer();
        }
    }

    /** The header Location leads to what waits in the queue, as Jenkins' own address for builds has it. */
    private static PlainAnswer begins(Queue.Item item) {
        String location = Jenkins.get().getRootUrl() + item.getUrl();
        return new PlainAnswer(HttpServletResponse.SC_CREATED, Messages.Restart_begins(), Optional.of(location));
    }

    @Override
    public String getIconFileName() {
        return RestartDesk.isOffered(build) && !getRuns().isEmpty() ? "symbol-play" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.Restart_title();
    }

    @Override
    public String getUrlName() {
        return "train-model-restart";
    }

    /** Gives every build with runs its page. */
    @Extension
    public static final class Factory extends TrainedBuildActionFactory {
        public Factory() {
            super(RestartAction.class, (build, runs) -> new RestartAction(build));
        }
    }
}
