package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.report.Progress;
import io.jenkins.trainmodel.report.ReportJson;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.RunSummary;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A run as {@code api/json} gives it. Numbers that JSON has no words for are texts: NaN, Infinity and -Infinity. */
@ExportedBean(defaultVisibility = 9)
public final class RunApi {
    private final TrainedRun run;
    private final RunSummary summary;
    private final Progress progress;
    private final List<RuleApi> rules;

    private RunApi(TrainedRun run, RunSummary summary, Progress progress, List<RuleApi> rules) {
        this.run = run;
        this.summary = summary;
        this.progress = progress;
        this.rules = rules;
    }

    static RunApi of(TrainedRun run, RunHistory history) {
        List<RuleApi> rules = history.lastDecision().stream()
                .flatMap(decision -> decision.verdicts().stream())
                .map(RuleApi::new)
                .toList();
        return new RunApi(run, ReportJson.summarize(history), history.progress(), rules);
    }

    @Exported
    public String getId() {
        return run.getId();
    }

    @Exported
    public String getName() {
        return run.getName();
    }

    @Exported
    public String getNode() {
        return run.getNode();
    }

    /** {@code running} or the outcome. */
    @Exported
    public String getState() {
        return run.getState();
    }

    @Exported
    public String getStatus() {
        return run.getStatus();
    }

    @Exported
    public int getEpochs() {
        return summary.training().epochs();
    }

    @Exported
    public Integer getPlannedEpochs() {
        return summary.training().plannedEpochs().orElse(null);
    }

    @Exported
    public long getSteps() {
        return progress.step();
    }

    @Exported
    public Object getElapsedSeconds() {
        return number(progress.elapsedSeconds());
    }

    @Exported
    public Object getSecondsLeft() {
        return progress.secondsLeft().map(RunApi::number).orElse(null);
    }

    @Exported
    public Map<String, Object> getMetrics() {
        Map<String, Object> metrics = new TreeMap<>();
        summary.metrics().forEach((metric, value) -> metrics.put(metric, number(value)));
        return metrics;
    }

    @Exported
    public Map<String, Object> getBestMetrics() {
        Map<String, Object> metrics = new TreeMap<>();
        summary.bestMetrics().forEach((metric, best) -> metrics.put(metric, number(best.value())));
        return metrics;
    }

    @Exported
    public Integer getBestEpoch() {
        return summary.best().map(Best::epoch).orElse(null);
    }

    @Exported
    public List<RuleApi> getRules() {
        return rules;
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? (Object) value : Double.toString(value);
    }

    private static Object number(Optional<Double> value) {
        return value.map(RunApi::number).orElse(null);
    }

    /** A rule's newest answer. */
    @ExportedBean(defaultVisibility = 9)
    public static final class RuleApi {
        private final Verdict verdict;

        RuleApi(Verdict verdict) {
            this.verdict = verdict;
        }

        @Exported
        public String getRule() {
            return verdict.rule();
        }

        @Exported
        public String getType() {
            return verdict.type();
        }

        @Exported
        public String getStatus() {
            return verdict.status().word();
        }

        @Exported
        public String getOutcome() {
            return verdict.outcome().word();
        }

        @Exported
        public String getMetric() {
            return verdict.metric().orElse(null);
        }

        @Exported
        public Object getValue() {
            return number(verdict.value());
        }

        @Exported
        public Object getBest() {
            return number(verdict.best());
        }

        @Exported
        public Integer getPatienceLeft() {
            return verdict.patienceLeft().orElse(null);
        }

        @Exported
        public Object getProgress() {
            return number(verdict.progress());
        }

        @Exported
        public String getExplanation() {
            return verdict.explanation();
        }
    }
}
