package io.jenkins.plugins.trainmodel.job;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import io.jenkins.plugins.trainmodel.page.ReportAssets;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
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
        return SeriesFiles.get().of(job).exists();
    }

    /** The language that the script speaks. */
    public String getLanguage() {
        return Reader.language();
    }

    /** The version of the script and the style sheet, for their address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    /** The controls over the comparison's curves. */
    public String getControls() {
        return EmbeddedReport.controls(Reader.audience());
    }

    /**
     * What the trend charts show.
     *
     * @param charts how many charts at most, the most telling first; all where it is not given
     */
    @GET
    @WebMethod(name = "trend")
    public void doTrend(StaplerResponse2 response, @QueryParameter String charts) throws IOException {
        job.checkPermission(Item.READ);
        int most = charts == null || charts.isEmpty() ? TrendModel.MOST_CHARTS : number(charts);
        response.setHeader("Cache-Control", "no-cache");
        Json.write(
                response, new TrendModel(entries(), buildsThere(), most).json().toString());
    }

    private static int number(String charts) {
        if (!charts.matches("[0-9]{1,3}")) {
            throw PlainAnswer.refusal(HttpServletResponse.SC_BAD_REQUEST, Messages.JobTrainingAction_charts());
        }
        return Math.min(TrendModel.MOST_CHARTS, Integer.parseInt(charts));
    }

    /** The page that lays runs over each other, also behind an address that ends in a slash. */
    @GET
    @WebMethod(name = "compare")
    public HttpResponse doCompare() {
        return HttpResponses.forwardToView(this, "compare");
    }

    /** The champions, the newest first: at most one a run name. */
    public List<SeriesEntry> getChampions() throws IOException {
        return AcceptedRuns.of(job).champions();
    }

    /** Leads to the champion, for {@code train-model/champion}. */
    public ChampionPage getChampion() {
        return new ChampionPage(job);
    }

    /** What else is to be seen of the job's runs. */
    public List<JobPage> getPages() {
        return JobPage.all();
    }

    /** A page of another room, for {@code train-model/<name>}. */
    public Object getDynamic(String name) {
        job.checkPermission(Item.READ);
        return JobPage.find(name).map(page -> page.of(job)).orElse(null);
    }

    /** The remembered runs for programs. */
    public Api getApi() throws IOException {
        job.checkPermission(Item.READ);
        return new Api(new JobApi(entries()));
    }

    List<SeriesEntry> entries() throws IOException {
        return JobSeries.read(job);
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
        return Messages.JobTrainingAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "train-model";
    }
}
