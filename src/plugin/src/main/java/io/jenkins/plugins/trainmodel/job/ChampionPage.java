package io.jenkins.plugins.trainmodel.job;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.trainmodel.page.PlainAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The address of the job's champion, which stays the same whichever run it is: {@code champion/} leads to the run's page, and
 * what stands behind it to the run's files among the artifacts, such as {@code champion/model/model.pt}.
 */
public final class ChampionPage {
    private final Job<?, ?> job;

    ChampionPage(Job<?, ?> job) {
        this.job = job;
    }

    /** Leads on; with {@code ?run=} to the champion of that name, where a job has several. */
    public HttpResponse doDynamic(StaplerRequest2 request) throws IOException {
        job.checkPermission(Item.READ);
        Optional<String> run = Optional.ofNullable(request.getParameter("run"));
        Optional<SeriesEntry> champion = AcceptedRuns.of(job).champions().stream()
                .filter(entry -> run.isEmpty() || run.get().equals(entry.run()))
                .findFirst();
        return champion.isPresent()
                ? leadTo(champion.get(), request)
                : PlainAnswer.refused(HttpServletResponse.SC_NOT_FOUND, Messages.ChampionPage_none());
    }

    private HttpResponse leadTo(SeriesEntry champion, StaplerRequest2 request) {
        String build = request.getContextPath() + "/" + job.getUrl() + champion.build() + "/";
        String rest = request.getRestOfPath().replaceFirst("^/+", "");
        return HttpResponses.redirectTo(
                rest.isEmpty()
                        ? build + "train-model/" + Util.rawEncode(champion.id()) + "/"
                        : build + "artifact/" + encoded(champion.acceptance().artifacts() + "/" + rest));
    }

    private static String encoded(String path) {
        String end = path.endsWith("/") ? "/" : "";
        return Arrays.stream(path.split("/")).map(Util::rawEncode).collect(Collectors.joining("/", "", end));
    }
}
