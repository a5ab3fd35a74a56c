package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A run as {@code api/json} gives it. Numbers that JSON has no words for are texts: NaN, Infinity and -Infinity. */
@ExportedBean(defaultVisibility = 9)
public final class RunApi {
    private final RunStatus status;
    private final RunFigures figures;

    RunApi(RunStatus status) {
        this.status = status;
        this.figures = status.allFigures();
    }

    @Exported
    public String getId() {
        return status.getId();
    }

    @Exported
    public String getName() {
        return status.getName();
    }

    @Exported
    public String getNode() {
        return status.run().getNode();
    }

    /** {@code running}, the outcome, or {@code interrupted} where the build ended without a word about the run. */
    @Exported
    public String getState() {
        return status.getState();
    }

    /** While it goes on: starting, training, stopping, saving, packaging, archiving or killing. */
    @Exported
    public String getPhase() {
        return status.getPhase();
    }

    /** One sentence. */
    @Exported
    public String getStatus() {
        return status.getStatus();
    }

    /** Why it ended; empty while it goes on. */
    @Exported
    public String getReason() {
        return status.getReason();
    }

    /** When it began, in milliseconds since 1970. */
    @Exported
    public Long getStartTime() {
        return status.getStartTime();
    }

    /** Since when its agent does not answer, in milliseconds since 1970; null while it does. */
    @Exported
    public Long getAwaySince() {
        return status.live()
                .flatMap(LiveStatus::awaySince)
                .map(Instant::toEpochMilli)
                .orElse(null);
    }

    /** Who asked it to end; null while nobody has. */
    @Exported
    public String getStoppedBy() {
        return status.live()
                .map(LiveStatus::stoppedBy)
                .filter(by -> !by.isEmpty())
                .orElse(null);
    }

    @Exported
    public int getEpochs() {
        return figures.epoch();
    }

    @Exported
    public Integer getPlannedEpochs() {
        return figures.plannedEpochs().orElse(null);
    }

    @Exported
    public long getSteps() {
        return figures.step();
    }

    @Exported
    public Object getElapsedSeconds() {
        return number(figures.elapsedSeconds());
    }

    @Exported
    public Object getSecondsLeft() {
        return figures.secondsLeft().map(RunApi::number).orElse(null);
    }

    /** The rule that the estimate of the time left goes by. */
    @Exported
    public String getBoundBy() {
        return figures.boundBy().orElse(null);
    }

    @Exported
    public Map<String, Object> getMetrics() {
        return numbers(figures.metrics());
    }

    @Exported
    public Map<String, Object> getBestMetrics() {
        return numbers(figures.bestMetrics());
    }

    /** {@code hours} of its processes, {@code gpuHours} and, where they are known, {@code cpuHours} and {@code kilowattHours}. */
    @Exported
    public Map<String, Object> getCost() {
        Map<String, Object> amounts = new TreeMap<>();
        figures.cost().ifPresent(cost -> {
            amounts.put("hours", cost.hours());
            amounts.put("gpuHours", cost.gpuHours());
            cost.cpuHours().ifPresent(hours -> amounts.put("cpuHours", hours));
            cost.kilowattHours().ifPresent(energy -> amounts.put("kilowattHours", energy));
        });
        return amounts;
    }

    @Exported
    public Integer getBestEpoch() {
        return figures.best().map(Best::epoch).orElse(null);
    }

    @Exported
    public List<RuleApi> getRules() {
        return figures.verdicts().stream().map(RuleApi::new).toList();
    }

    private static Map<String, Object> numbers(Map<String, Double> metrics) {
        Map<String, Object> numbers = new TreeMap<>();
        metrics.forEach((metric, value) -> numbers.put(metric, number(value)));
        return numbers;
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
