package io.jenkins.trainmodel.report.html;

import com.samskivert.mustache.Template;
import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Language;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.words.PlainText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The report as a part of another program's page, which brings ECharts, and an element of the class {@value #SCOPE} in
 * which the styles apply. All HTML is escaped and all of it is bounded, as that of {@link ReportPage}.
 */
public final class EmbeddedReport {
    /** The class of the element around the report. */
    public static final String SCOPE = "train-model";

    /** The address, seen from the page, where the program gives the run's {@link ImagesVaried#picture() picture}. */
    public static final String IMAGES = "images.png";

    /** Parts in the order of the page; those before the curves come first. */
    private static final List<String> PARTS = List.of(
            "heading",
            "figures",
            "varied",
            "written",
            "ledger",
            "phases",
            "data",
            "specification",
            "environment",
            "checkpoints",
            "timeline");

    private static final Map<String, Template> TEMPLATES = PARTS.stream()
            .collect(Collectors.toMap(
                    part -> part, part -> PageFiles.template("{{#page}}" + guarded(part) + "{{/page}}")));

    private static final Template CONTROLS = PageFiles.template("{{>controls}}");

    /** What the script leaves for the page's own script. */
    private static final String EXPORTS =
            "window.trainModelReport = {Report, setUpSearch, element, isolated, formatNumber, formatValue, formatDuration, colour, "
                    + "scaleOf, tickFormat, followSize};";

    private final PageView view;
    private final ReportData run;

    private EmbeddedReport(ReportData run) {
        this.run = run;
        this.view = PageView.embedded(run, IMAGES);
    }

    /** The report of a run as it stands now, in English. */
    public static EmbeddedReport of(RunHistory history) {
        return of(history, Optional.empty(), Optional.empty(), Audience.RECORD);
    }

    /** The report of a run of which somebody knows more than its log, in English. */
    public static EmbeddedReport of(RunHistory history, Standing standing) {
        return of(history, standing, Optional.empty());
    }

    /** The same, with the curves of the run that this one is compared with drawn behind its own. */
    public static EmbeddedReport of(RunHistory history, Standing standing, Optional<Curve> reference) {
        return of(history, standing, reference, Audience.RECORD);
    }

    /** The same in the language and by the clock of whoever reads; the standing is in their language already. */
    public static EmbeddedReport of(
            RunHistory history, Standing standing, Optional<Curve> reference, Audience audience) {
        return of(history, reference, Optional.of(standing), audience);
    }

    private static EmbeddedReport of(
            RunHistory history, Optional<Curve> reference, Optional<Standing> standing, Audience audience) {
        return new EmbeddedReport(RunReader.read(
                history, ReportPage.UNNAMED, Instant.now(), Optional.empty(), reference, standing, audience));
    }

    private static String guarded(String part) {
        return switch (part) {
            case "figures" -> "{{>figures}}{{>test}}";
            case "ledger" -> "{{>gates}}{{>drift}}{{#hasLedger}}{{>ledger}}{{/hasLedger}}";
            case "phases" -> "{{#phases}}{{>phases}}{{/phases}}";
            case "checkpoints" -> "{{#hasCheckpoints}}{{>checkpoints}}{{/hasCheckpoints}}";
            case "specification" -> "{{#hasSpecification}}{{>specification}}{{/hasSpecification}}";
            case "environment" -> "{{#hasEnvironment}}{{>environment}}{{/hasEnvironment}}";
            case "timeline" -> "{{#hasTimeline}}{{>timeline}}{{/hasTimeline}}";
            default -> "{{>" + part + "}}";
        };
    }

    /** Whether a run with no event since then is taken for interrupted. */
    public static boolean isSilent(Instant lastEventAt, Instant now) {
        return StandingOfLog.isSilent(lastEventAt, now);
    }

    /** The run's name. */
    public String name() {
        return view.heading().name();
    }

    /** success, unstable, failure, aborted, running, interrupted, or what the standing says. */
    public String state() {
        return view.heading().state();
    }

    /** One sentence: how far it came, why it stopped, and the best value. */
    public String status() {
        return PlainText.of(view.heading().status());
    }

    /** The controls over the curves, which are the same for all runs, in English. */
    public static String controls() {
        return controls(Audience.RECORD);
    }

    /** The controls over the curves, which are the same for all runs. */
    public static String controls(Audience audience) {
        return CONTROLS.execute(Map.of("say", new SayingLambda(audience)));
    }

    /** HTML by part, empty where a run has nothing of it: heading, figures, varied images, written texts, ledger with the gates, phases, data, specification, environment, checkpoints, timeline. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        PARTS.forEach(part -> parts.put(part, TEMPLATES.get(part).execute(Map.of("page", view))));
        return parts;
    }

    /** The downsampled curves, as JSON for the script's {@code Report}. */
    public String curves() {
        return ScriptJson.of(new CurveBuilder(run).build());
    }

    /**
     * The script: it defines {@code trainModelReport} and needs {@code echarts}; to be loaded behind the element. It speaks
     * the language that the element's {@code lang} names, or else the page's; see {@link Language#tag}.
     */
    public static String script() {
        return PageFiles.script(List.of(), EXPORTS + "\n");
    }

    /** The style sheet, whose rules apply inside of the element only. */
    public static String style() {
        return PageFiles.resource("colours.css").replace(":root", "." + SCOPE) + "\n." + SCOPE + " {\n"
                + PageFiles.nestedStyle() + "\n}\n";
    }
}
