package io.jenkins.plugins.trainmodel.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/** The trainings of one build. {@code build.xml} holds a few words a run, whatever its length. */
public final class TrainingBuildAction implements RunAction2 {
    private static final int LONGEST_ID = 40;
    private static final int MOST_IN_SUMMARY = 8;
    /** Words that mean something else below this action's address. */
    private static final Set<String> RESERVED =
            Set.of("api", "build", "index", "assets", "latestpages", "pages", "run", "runs");

    /** In the order of their start; for ever, each replaced by its final words when it ends. */
    private final List<TrainedRun> runs = new ArrayList<>();

    private transient Run<?, ?> build;

    /** The build's action; added where it is missing. */
    public static TrainingBuildAction of(Run<?, ?> build) {
        synchronized (build) {
            TrainingBuildAction action = build.getAction(TrainingBuildAction.class);
            if (action == null) {
                action = new TrainingBuildAction();
                build.addAction(action);
            }
            return action;
        }
    }

    /** Enters a run that is about to start and gives it an id. */
    public synchronized TrainedRun begin(String name, String node) throws IOException {
        TrainedRun run = new TrainedRun(freeId(name), name, node);
        runs.add(run);
        build.save();
        return run;
    }

    /** Replaces what is known of the run with this id. */
    public synchronized void update(TrainedRun run) throws IOException {
        runs.replaceAll(known -> known.getId().equals(run.getId()) ? run : known);
        build.save();
    }

    private String freeId(String name) {
        String word =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String stem = word.isEmpty() ? "run" : word.substring(0, Math.min(word.length(), LONGEST_ID));
        String id = stem;
        for (int number = 2; RESERVED.contains(id) || find(id).isPresent(); number++) {
            id = stem + "-" + number;
        }
        return id;
    }

    public synchronized List<TrainedRun> getRuns() {
        return List.copyOf(runs);
    }

    public synchronized Optional<TrainedRun> find(String id) {
        return runs.stream().filter(run -> run.getId().equals(id)).findFirst();
    }

    /** The directory of the run's own files on the controller. */
    public Path directory(String id) {
        return build.getRootDir().toPath().resolve("train-model").resolve(id);
    }

    /** The run's event log, byte for byte as the agent has written it so far. */
    public Path eventLog(String id) {
        return directory(id).resolve("events.jsonl");
    }

    @Override
    public void onAttached(Run<?, ?> run) {
        build = run;
    }

    @Override
    public void onLoad(Run<?, ?> run) {
        build = run;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** The pages of all runs, in the order of their start. */
    public List<RunPage> getPages() {
        return getRuns().stream().map(this::page).toList();
    }

    /** The pages of the runs that the build's own page shows. */
    public List<RunPage> getLatestPages() {
        List<RunPage> all = getPages();
        return all.subList(Math.max(0, all.size() - MOST_IN_SUMMARY), all.size());
    }

    /** The version of the style sheet, for its address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    private RunPage page(TrainedRun run) {
        return new RunPage(build, run, eventLog(run.getId()));
    }

    /** The page of a run by its id, for {@code train-model/<id>}. */
    public RunPage getDynamic(String id) {
        return find(id).map(this::page).orElse(null);
    }

    /** Where there is but one run, its page. */
    public HttpResponse doIndex() {
        List<TrainedRun> all = getRuns();
        return all.size() == 1
                ? HttpResponses.redirectTo(all.get(0).getId() + "/")
                : HttpResponses.forwardToView(this, "runs");
    }

    /** All runs for programs. */
    public Api getApi() throws IOException {
        build.checkPermission(Item.READ);
        List<RunApi> all = new ArrayList<>();
        for (RunPage page : getPages()) {
            all.add(page.api());
        }
        return new Api(new BuildApi(all));
    }

    @Override
    public String getIconFileName() {
        return getRuns().isEmpty() ? null : "symbol-training plugin-train-model";
    }

    @Override
    public String getDisplayName() {
        return "Training";
    }

    @Override
    public String getUrlName() {
        return "train-model";
    }
}
