package io.jenkins.plugins.trainmodel.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.picture.CurvePicture;
import io.jenkins.plugins.trainmodel.picture.DrawnCurves;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.RunName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The trainings of one build. {@code build.xml} holds a few words a run, whatever its length. */
@ExportedBean
public final class TrainingBuildAction extends BuildAction {
    private static final int MOST_IN_SUMMARY = 8;
    /** Words that mean something else below this action's address. */
    private static final Set<String> RESERVED =
            Set.of("api", "build", "index", "assets", "pages", "run", "runs", "statuses", "latest", "table");

    /**
     * In the order of their start; for ever, each replaced by its final words when it ends. The list is never changed, only
     * replaced: another thread may be writing {@code build.xml} under the build's own lock at any time.
     */
    private volatile List<TrainedRun> runs = new ArrayList<>();

    /** Why the newest step began no run; null while no step was refused; for ever. */
    private volatile Refusal refusal;

    /** The build's action; added where it is missing. */
    public static TrainingBuildAction of(Run<?, ?> build) {
        return of(build, TrainingBuildAction.class, TrainingBuildAction::new);
    }

    /** Enters a run that is about to start and gives it an id. */
    public TrainedRun begin(String name, String node) throws IOException {
        return begin(name, node, "", RunKind.TRAINING);
    }

    /**
     * Enters a run that is about to start and gives it an id.
     *
     * @param cell the branches of parallel and cells of matrix around its step, empty outside of all
     */
    public TrainedRun begin(String name, String node, String cell, RunKind kind) throws IOException {
        TrainedRun run;
        synchronized (this) {
            run = new TrainedRun(freeId(name), name, node, cell, System.currentTimeMillis(), kind);
            List<TrainedRun> more = new ArrayList<>(runs);
            more.add(run);
            runs = more;
        }
        getBuild().save();
        return run;
    }

    /** Notes that a step began no run, as for a specification that cannot be used. */
    public void refuse(String outcome, String reason) throws IOException {
        refusal = new Refusal(outcome, reason, runs.size());
        getBuild().save();
    }

    /** Why the newest step began no run; empty where it began one. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal).filter(newest -> newest.isBehind(runs.size()));
    }

    /** Notes how far a run is, which is what remains known of it should its build end without a word. */
    public void note(String id, RunFigures figures) {
        FiguresFile.write(figuresFile(id), figures);
    }

    /**
     * Notes what a run has come to.
     *
     * @param artifacts its directory among the build's artifacts, empty where nothing was archived
     * @return the run as the build remembers it; empty where there is none with this id
     */
    public Optional<TrainedRun> end(String id, RunResult result, RunFigures figures, String artifacts)
            throws IOException {
        note(id, figures);
        replace(id, run -> run.ended(result, figures, artifacts));
        getBuild().save();
        return find(id);
    }

    /** Notes that the run goes on on another agent. */
    public void moved(String id, String node) throws IOException {
        if (find(id).filter(run -> !run.getNode().equals(node)).isPresent()) {
            replace(id, run -> run.movedTo(node));
            getBuild().save();
        }
    }

    private synchronized void replace(String id, UnaryOperator<TrainedRun> change) {
        List<TrainedRun> changed = new ArrayList<>(runs);
        changed.replaceAll(run -> run.getId().equals(id) ? change.apply(run) : run);
        runs = changed;
    }

    private String freeId(String name) {
        String stem = RunName.slug(name);
        String id = stem;
        for (int number = 2; RESERVED.contains(id) || find(id).isPresent(); number++) {
            id = stem + "-" + number;
        }
        return id;
    }

    public List<TrainedRun> getRuns() {
        return Collections.unmodifiableList(runs);
    }

    public Optional<TrainedRun> find(String id) {
        return runs.stream().filter(run -> run.getId().equals(id)).findFirst();
    }

    /** The directory of the run's own files on the controller. */
    public Path directory(String id) {
        return getBuild().getRootDir().toPath().resolve("train-model").resolve(id);
    }

    /** The run's event log, byte for byte as the agent has written it so far. */
    public Path eventLog(String id) {
        return directory(id).resolve("events.jsonl");
    }

    private Path figuresFile(String id) {
        return directory(id).resolve("figures.json");
    }

    /** How all runs are, in the order of their start. */
    @Exported(name = "runs", visibility = 2)
    public List<RunStatus> getStatuses() {
        return runs.stream().map(this::status).toList();
    }

    /** How a run of this build is. */
    public RunStatus status(TrainedRun run) {
        return RunStatus.of(getBuild(), run, () -> FiguresFile.read(figuresFile(run.getId())));
    }

    /** The file name of a run's curves, which no other run of the build has. */
    public static String pictureName(String id) {
        return "curves-" + id + ".png";
    }

    /** The run's curves as they are now, its reference's behind them; empty before its first epoch is complete. */
    public Optional<DrawnCurves> curves(String id) throws IOException {
        Path log = eventLog(id);
        return RunHistories.get()
                .look(
                        log,
                        (history, length) -> CurvePicture.of(history, ReferenceFile.read(log))
                                .draw());
    }

    /**
     * Looks at what the log of a run tells; of a run without a log that is nothing.
     *
     * @param view takes the history, which it must not keep
     */
    public <T> T look(String id, Function<RunHistory, T> view) throws IOException {
        return RunHistories.get().look(eventLog(id), (history, length) -> view.apply(history));
    }

    /** The runs for the build's own page. */
    public RunTable getLatest() {
        List<RunStatus> all = getStatuses();
        return new RunTable(all.subList(Math.max(0, all.size() - MOST_IN_SUMMARY), all.size()));
    }

    /** All runs for their own page. */
    public RunTable getTable() {
        return new RunTable(getStatuses());
    }

    /** The version of the style sheet, for its address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    private RunPage page(TrainedRun run) {
        return new RunPage(getBuild(), run, eventLog(run.getId()));
    }

    /** The page of a run by its id, for {@code train-model/<id>}. */
    public RunPage getDynamic(String id) {
        return find(id).map(this::page).orElse(null);
    }

    /** Where there is but one run, its page. */
    public HttpResponse doIndex(StaplerRequest2 request) {
        List<TrainedRun> all = runs;
        return all.size() == 1
                ? HttpResponses.redirectTo(request.getContextPath() + "/"
                        + getBuild().getUrl() + getUrlName() + "/" + all.get(0).getId() + "/")
                : HttpResponses.forwardToView(this, "runs");
    }

    /** All runs for programs. */
    public Api getApi() {
        getBuild().checkPermission(Item.READ);
        return new Api(new BuildApi(getStatuses().stream().map(RunApi::new).toList()));
    }

    @Override
    public String getIconFileName() {
        return runs.isEmpty() ? null : "symbol-training plugin-train-model";
    }

    @Override
    public String getDisplayName() {
        return Messages.TrainingBuildAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "train-model";
    }
}
