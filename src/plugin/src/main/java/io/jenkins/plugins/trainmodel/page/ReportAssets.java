package io.jenkins.plugins.trainmodel.page;

import hudson.Extension;
import hudson.Util;
import hudson.model.InvisibleAction;
import hudson.model.UnprotectedRootAction;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/** The report's script and style sheet, the same for everybody. Their address changes when they do, so browsers keep them. */
@Extension
public class ReportAssets extends InvisibleAction implements UnprotectedRootAction {
    private static final byte[] SCRIPT = EmbeddedReport.script().getBytes(StandardCharsets.UTF_8);
    private static final byte[] STYLE = EmbeddedReport.style().getBytes(StandardCharsets.UTF_8);
    private static final String VERSION = Util.getDigestOf(EmbeddedReport.script() + EmbeddedReport.style());

    /** Changes with what is served. */
    public static String version() {
        return VERSION;
    }

    /** Serves {@code <version>/report.js} and {@code <version>/report.css}. */
    @GET
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        String path = request.getRestOfPath();
        if (path.endsWith("/report.js")) {
            write(response, "text/javascript;charset=UTF-8", SCRIPT);
        } else if (path.endsWith("/report.css")) {
            write(response, "text/css;charset=UTF-8", STYLE);
        } else {
            throw HttpResponses.notFound();
        }
    }

    private static void write(StaplerResponse2 response, String type, byte[] content) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(content);
    }

    @Override
    public String getUrlName() {
        return "train-model-assets";
    }
}
