package io.jenkins.plugins.trainmodel.notice;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.trainmodel.page.RunStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.tokenmacro.DataBoundTokenMacro;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;

/** The token {@code ${TRAINING, part="summary"}} for mails and chats. There only where the plugin <em>Token Macro</em> is. */
@Extension(optional = true)
public class TrainingMacro extends DataBoundTokenMacro {
    static final String NAME = "TRAINING";

    private String run = "";
    private String part = "";
    private String metric = "";
    private String format = Markup.TEXT.word();

    /** The name or id of a run; the last that began and has ended without it. */
    @Parameter
    public void setRun(String run) {
        this.run = run;
    }

    /** What is told: summary, result, reason, metrics, gates, cost, url, curve, attachedCurve or report. */
    @Parameter
    public void setPart(String part) {
        this.part = part;
    }

    /** The path of a metric whose last value is told. */
    @Parameter
    public void setMetric(String metric) {
        this.metric = metric;
    }

    /** Of what the text is a part: text, html or markdown. */
    @Parameter
    public void setFormat(String format) {
        this.format = format;
    }

    @Override
    public boolean acceptsMacroName(String macroName) {
        return NAME.equals(macroName);
    }

    @Override
    public List<String> getAcceptedMacroNames() {
        return List.of(NAME);
    }

    /** Tables are HTML then, too, rather than text that is escaped. */
    @Override
    public boolean handlesHtmlEscapeInternally() {
        return true;
    }

    @Override
    public String evaluate(AbstractBuild<?, ?> build, TaskListener listener, String macroName)
            throws MacroEvaluationException, IOException {
        return evaluate(build, null, listener, macroName);
    }

    @Override
    public String evaluate(Run<?, ?> build, FilePath workspace, TaskListener listener, String macroName)
            throws MacroEvaluationException, IOException {
        Markup markup = markup();
        Optional<RunStatus> status = EndedRun.named(build, run);
        return status.isEmpty()
                ? markup.escape(Messages.TrainingMacro_none())
                : evaluate(new RunWords(build, status.get()), markup);
    }

    private Markup markup() throws MacroEvaluationException {
        return escapeHtml
                ? Markup.HTML
                : Markup.of(format).orElseThrow(() -> wrong("format", format, "text, html, markdown"));
    }

    private String evaluate(RunWords words, Markup markup) throws MacroEvaluationException, IOException {
        if (!metric.isEmpty() && part.isEmpty()) {
            return words.metric(metric).orElse(Messages.TrainingMacro_notMeasured());
        }
        return switch (part) {
            case "", "summary" -> words.summary(markup);
            case "result" -> words.result();
            case "reason" -> words.reason(markup);
            case "metrics" -> words.metrics(markup);
            case "gates" -> words.gates(markup);
            case "cost" -> words.cost(markup);
            case "url" -> markup.escape(words.url());
            case "curve" -> words.curve();
            case "attachedCurve" -> words.attachedCurve();
            case "report" -> words.report(markup);
            default ->
                throw wrong(
                        "part",
                        part,
                        "summary, result, reason, metrics, gates, cost, url, curve, attachedCurve, report");
        };
    }

    private static MacroEvaluationException wrong(String key, String found, String allowed) {
        return new MacroEvaluationException(Messages.TrainingMacro_wrong(key, found, allowed));
    }
}
