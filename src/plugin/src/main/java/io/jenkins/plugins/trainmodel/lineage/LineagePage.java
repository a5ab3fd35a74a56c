package io.jenkins.plugins.trainmodel.lineage;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.job.JobPage;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.ReportAssets;
import io.jenkins.trainmodel.lineage.LineageJson;
import io.jenkins.trainmodel.lineage.Member;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The families of a job's runs, and the curve of each run with those of its ancestors. */
@Restricted(NoExternalUse.class)
public final class LineagePage {
    private static final int MOST_ROWS = 500;

    private final Job<?, ?> job;

    LineagePage(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** The version of the script and the style sheet, for their address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    /** All runs that began from another one, or from which another one began; the newest families first. */
    public List<LineageRow> getRows() throws IOException {
        JobFamily family = JobFamily.of(job);
        return LineageRow.of(family, family.related().stream().limit(MOST_ROWS).toList(), "");
    }

    /** Where the curve of the newest run of a family is; null where no run began from another. */
    public String getNewest() throws IOException {
        JobFamily family = JobFamily.of(job);
        return family.related().stream()
                .filter(member -> family.family().children(member).isEmpty() && family.hasPage(member))
                .findFirst()
                .map(Member::place)
                .orElse(null);
    }

    /** The families for programs. */
    @GET
    @WebMethod(name = "json")
    public void doJson(StaplerResponse2 response) throws IOException {
        job.checkPermission(Item.READ);
        response.setHeader("Cache-Control", "no-cache");
        Json.write(response, LineageJson.of(JobFamily.of(job).family()));
    }

    /**
     * The curve of a run with those of its ancestors.
     *
     * @param run where its page is below the job, such as {@code 41/train-model/digits/}
     */
    @GET
    @WebMethod(name = "curve")
    public void doCurve(StaplerResponse2 response, @QueryParameter(required = true) String run) throws IOException {
        job.checkPermission(Item.READ);
        JobFamily finished = JobFamily.of(job);
        Optional<Member> known = finished.find(run);
        JobFamily family = known.isPresent() ? finished : JobFamily.of(job, RunningRun.at(job, run));
        Member member = family.find(run).orElseThrow(HttpResponses::notFound);
        response.setHeader("Cache-Control", "no-cache");
        Json.write(response, new LineageCurve(StitchedCurves.get().read(family, member)).json());
    }

    /** Puts it below the job's trends. */
    @Extension(ordinal = 20)
    @Restricted(NoExternalUse.class)
    public static final class Factory implements JobPage {
        @Override
        public String getUrlName() {
            return "lineage";
        }

        @Override
        public String getDisplayName() {
            return Messages.LineagePage_displayName();
        }

        @Override
        public Object of(Job<?, ?> job) {
            return new LineagePage(job);
        }
    }
}
