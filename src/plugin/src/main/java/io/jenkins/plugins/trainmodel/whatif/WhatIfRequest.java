package io.jenkins.plugins.trainmodel.whatif;

import hudson.model.Descriptor;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.whatif.RuleText;
import io.jenkins.trainmodel.whatif.WhatIf;
import io.jenkins.trainmodel.whatif.WhatIfSummary;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * What somebody wants to try.
 *
 * @param runs that are still to be done, the newest first
 * @param before what earlier requests came to
 * @param code the rules as Pipeline code
 */
record WhatIfRequest(WhatIf trial, List<ReplayedRun> runs, WhatIfSummary before, String code) {
    static final int MOST_RUNS = 50;
    private static final int USUAL_RUNS = 10;
    private static final int LONGEST_TEXT = 200_000;

    /** Reads a request: rules as text, or those of the form. */
    static WhatIfRequest of(StaplerRequest2 request, Job<?, ?> job)
            throws SpecException, IOException, ServletException {
        int done = number(request, "done", 0, MOST_RUNS);
        int last = number(request, "last", USUAL_RUNS, MOST_RUNS);
        List<ReplayedRun> newest = ReplayedRun.newest(job, last);
        List<ReplayedRun> left = newest.subList(Math.min(done, newest.size()), newest.size());
        String text = text(request);
        if (!text.isEmpty()) {
            ReplaySpec read = RuleText.read(text);
            WhatIf trial = new WhatIf(read.stopWhen(), read.gates());
            return new WhatIfRequest(trial, left, before(request), PipelineCode.ofRead(read.stopWhen()));
        }
        List<StopCondition> rules = rules(request);
        ReplaySpec read = RuleText.read(RuleLines.of(rules));
        return new WhatIfRequest(new WhatIf(read.stopWhen(), List.of()), left, before(request), PipelineCode.of(rules));
    }

    private static String text(StaplerRequest2 request) {
        String text = request.getParameter("text");
        if (text != null && text.length() > LONGEST_TEXT) {
            throw refused(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, Messages.WhatIfRequest_tooLong());
        }
        return text == null ? "" : text.strip();
    }

    /** Only kinds of rules are made of what the form says, each by its own descriptor. */
    private static List<StopCondition> rules(StaplerRequest2 request) throws IOException, ServletException {
        if (request.getParameter("json") == null) {
            return List.of();
        }
        JSONObject form = request.getSubmittedForm();
        try {
            return Descriptor.newInstancesFromHeteroList(
                    request, form, "stopWhen", Jenkins.get().getDescriptorList(StopCondition.class));
        } catch (Descriptor.FormException | IllegalArgumentException wrong) {
            throw refused(HttpServletResponse.SC_BAD_REQUEST, Messages.WhatIfRequest_wrong());
        }
    }

    /** The page's script reads the reason where it reads what the specification refuses. */
    private static HttpResponses.HttpResponseException refused(int status, String reason) {
        return new HttpResponses.HttpResponseException() {
            @Override
            public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                    throws IOException {
                response.setStatus(status);
                Json.write(response, Json.object().put("problem", reason).toString());
            }
        };
    }

    private static WhatIfSummary before(StaplerRequest2 request) {
        return new WhatIfSummary(
                number(request, "runs", 0, MOST_RUNS),
                number(request, "stopped", 0, MOST_RUNS),
                decimal(request, "seconds"),
                decimal(request, "savedSeconds"),
                number(request, "worse", 0, MOST_RUNS),
                number(request, "otherwise", 0, MOST_RUNS));
    }

    private static int number(StaplerRequest2 request, String name, int usual, int most) {
        String value = request.getParameter(name);
        if (value == null || value.isBlank()) {
            return usual;
        }
        if (!value.matches("[0-9]{1,6}")) {
            throw refused(HttpServletResponse.SC_BAD_REQUEST, Messages.WhatIfRequest_number(name));
        }
        return Math.min(most, Integer.parseInt(value));
    }

    private static double decimal(StaplerRequest2 request, String name) {
        String value = request.getParameter(name);
        if (value == null || !value.matches("[0-9]{1,12}(\\.[0-9]{1,20})?")) {
            return 0;
        }
        return Double.parseDouble(value);
    }
}
