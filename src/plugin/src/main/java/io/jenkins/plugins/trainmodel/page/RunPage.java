package io.jenkins.plugins.trainmodel.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.trainmodel.picture.DrawnCurves;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.Timeline;
import io.jenkins.trainmodel.report.html.EmbeddedReport;
import io.jenkins.trainmodel.words.TimelineWords;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerFallback;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;

/** The page of one run, under the build's action. */
public final class RunPage implements ModelObject, StaplerFallback {
    private final Run<?, ?> build;
    private final TrainedRun run;
    private final Path log;

    RunPage(Run<?, ?> build, TrainedRun run, Path log) {
        this.build = build;
        this.run = run;
        this.log = log;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    public TrainedRun getRun() {
        return run;
    }

    @Override
    public String getDisplayName() {
        return run.getName();
    }

    /** The language that the script speaks. */
    public String getLanguage() {
        return Reader.language();
    }

    /** The version of the script and the style sheet, for their address. */
    public String getAssets() {
        return ReportAssets.version();
    }

    /** All runs of the build. */
    public List<TrainedRun> getSiblings() {
        return TrainingBuildAction.of(build).getRuns();
    }

    /** How the run is now. */
    public RunStatus getStatus() {
        return TrainingBuildAction.of(build).status(run);
    }

    /** The address of the run's archived files, relative to Jenkins' root; null where there are none. */
    public String getArtifactsUrl() {
        return run.getArtifacts().isEmpty() ? null : build.getUrl() + "artifact/" + run.getArtifacts();
    }

    /** What else is known of the run, each with a view of its own. */
    public List<Object> getSections() {
        return RunPageSection.all(build, run);
    }

    /** What is asked of people, each with a view of its own. */
    public List<Object> getQuestions() {
        return RunPageSection.questions(build, run);
    }

    /** The controls over the curves. */
    public String getControls() {
        return EmbeddedReport.controls(Reader.audience());
    }

    /** HTML by part, all text of the run escaped. */
    public Map<String, String> getParts() throws IOException {
        RunStatus status = getStatus();
        List<Timeline.Entry> happened = happened(Reader.audience());
        return RunHistories.get()
                .look(
                        log,
                        (history, length) -> RunView.of(status, history, ReferenceFile.read(log), happened)
                                .report()
                                .parts());
    }

    /** What belongs to the timeline and stands in no event log. */
    private List<Timeline.Entry> happened(Audience audience) {
        return RunPageSection.entries(build, run, audience);
    }

    /** All that the page shows, and whether there will be more; not modified while the log has not grown. */
    @GET
    @WebMethod(name = "data")
    public void doData(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        Optional<String> known = Optional.ofNullable(request.getHeader("If-None-Match"));
        RunStatus status = getStatus();
        List<Timeline.Entry> happened = happened(Reader.audience());
        RunData data = RunHistories.get()
                .render(
                        log,
                        (history, length) -> RunView.tag(status, length, happened),
                        history -> RunView.of(status, history, ReferenceFile.read(log), happened)
                                .json(),
                        known);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", data.tag());
        if (data.json().isPresent()) {
            Json.write(response, data.json().get());
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
    }

    /** The downsampled curves. */
    @GET
    @WebMethod(name = "curves")
    public void doCurves(StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        RunStatus status = getStatus();
        Json.write(
                response,
                RunHistories.get()
                        .look(
                                log,
                                (history, length) ->
                                        RunView.of(status, history).report().curves()));
    }

    /** What happened in the run besides training: who, when, why, what, and whether it was accepted. */
    @GET
    @WebMethod(name = "timeline")
    public void doTimeline(StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        Json.write(
                response,
                RunHistories.get()
                        .look(
                                log,
                                (history, length) ->
                                        Json.of(TimelineWords.of(history).with(happened(Audience.RECORD)))));
    }

    /** The curves as a still picture, for mails, checks and chats. */
    @GET
    @WebMethod(name = "curves.png")
    public void doPicture(StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        DrawnCurves curves = TrainingBuildAction.of(build).curves(run.getId()).orElseThrow(HttpResponses::notFound);
        write(response, curves.png());
    }

    /** Some training images, and what augmentation makes of them. */
    @GET
    @WebMethod(name = EmbeddedReport.IMAGES)
    public void doImages(StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        List<ImagesVaried> varied =
                RunHistories.get().look(log, (history, length) -> history.notable(ImagesVaried.class));
        write(
                response,
                varied.stream()
                        .findFirst()
                        .orElseThrow(HttpResponses::notFound)
                        .picture()
                        .png());
    }

    private static void write(StaplerResponse2 response, byte[] png) throws IOException {
        response.setContentType("image/png");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(png);
    }

    /** The event log from a byte offset on, one JSON object a line, at most a few megabytes at once. */
    @GET
    @WebMethod(name = "events")
    public void doEvents(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        build.checkPermission(Item.READ);
        EventLines.from(log, request.getParameter("from")).write(response);
    }

    /** What people and programs may ask of the run; null where nothing adds it. */
    public Object getSteering() {
        return RunSteering.find(build, run).orElse(null);
    }

    /** Lets it be reached below this page's address. */
    @Override
    public Object getStaplerFallback() {
        return getSteering();
    }

    /** The run for programs. */
    public Api getApi() {
        build.checkPermission(Item.READ);
        return new Api(new RunApi(getStatus()));
    }
}
