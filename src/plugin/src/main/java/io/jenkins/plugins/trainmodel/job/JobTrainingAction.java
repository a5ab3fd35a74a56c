package io.jenkins.plugins.trainmodel.job;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.ReportAssets;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The trends of a job's runs, and the page that lays runs over each other. */
public final class JobTrainingAction implements Action {
    private static final String BUILD_DIRECTORY = "[1-9][0-9]{0,8}";

    private final Job<?, ?> job;

    JobTrainingAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** Whether there is anything to show. */
    public boolean isThere() {
        return SeriesFile.of(job).exists();
    }

    /** The version of the script and the style sheet, for their address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    /** The controls over the comparison's curves. */
    public String getControls() {
        return EmbeddedReport.controls();
    }

    /** What the trend charts show. */
    @GET
    @WebMethod(name = "trend")
    public void doTrend(StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        response.setHeader("Cache-Control", "no-cache");
        Json.write(response, new TrendModel(entries(), buildsThere()).json().toString());
    }

    /** The remembered runs for programs. */
    public Api getApi() throws IOException {
        job.checkPermission(Item.READ);
        return new Api(new JobApi(entries()));
    }

    List<SeriesEntry> entries() throws IOException {
        return SeriesFile.of(job).read(TrainingConfiguration.get().getMaximumSeriesLength());
    }

    /** By the names of directories, since looking for a build would load it. */
    private Set<Integer> buildsThere() {
        String[] names = job.getBuildDir().list();
        return Arrays.stream(Optional.ofNullable(names).orElse(new String[0]))
                .filter(name -> name.matches(BUILD_DIRECTORY))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    @Override
    public String getIconFileName() {
        return isThere() ? "symbol-training plugin-train-model" : null;
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
