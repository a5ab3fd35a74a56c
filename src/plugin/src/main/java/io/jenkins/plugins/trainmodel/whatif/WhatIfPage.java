package io.jenkins.plugins.trainmodel.whatif;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.job.JobPage;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.ReportAssets;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.whatif.RuleText;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Where rules are tried over the runs of a job that have finished. Nothing of it is kept, so whoever may see the job may try. */
@Restricted(NoExternalUse.class)
public final class WhatIfPage {
    private final Job<?, ?> job;

    WhatIfPage(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** The version of the script and the style sheet, for their address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    /** Every kind of rule, for the form. */
    public List<Descriptor<StopCondition>> getRules() {
        return Jenkins.get().getDescriptorList(StopCondition.class);
    }

    /** How many runs there are to try rules over. */
    public int getMost() throws IOException {
        return ReplayedRun.newest(job, WhatIfRequest.MOST_RUNS).size();
    }

    /** The rules and gates with which the newest run was started, as text to begin with; empty where no run says. */
    public String getText() throws IOException {
        List<ReplayedRun> newest = ReplayedRun.newest(job, 1);
        return newest.isEmpty() ? "" : RuleText.ofRun(newest.get(0).log()).orElse("");
    }

    /** Tries rules over some runs, as many as one request may take, and says how many are left. */
    @RequirePOST
    @WebMethod(name = "replay")
    public void doReplay(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        job.checkPermission(Item.READ);
        try {
            WhatIfRequest asked = WhatIfRequest.of(request, job);
            List<ReplayedRun> runs = asked.runs();
            List<WhatIfWork.Answer> done = WhatIfWork.get().replay(asked.trial(), runs);
            int left = runs.size() - done.size();
            Json.write(response, WhatIfJson.of(done, left, asked.before(), asked.code()));
        } catch (SpecException wrong) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            String problem = Reader.recorded(wrong.getMessage());
            Json.write(response, Json.object().put("problem", problem).toString());
        }
    }

    /** Puts it below the job's trends. */
    @Extension(ordinal = 10)
    @Restricted(NoExternalUse.class)
    public static final class Factory implements JobPage {
        @Override
        public String getUrlName() {
            return "what-if";
        }

        @Override
        public String getDisplayName() {
            return Messages.WhatIfPage_displayName();
        }

        @Override
        public Object of(Job<?, ?> job) {
            return new WhatIfPage(job);
        }
    }
}
