package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.dryrun.DryRunWords;
import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.trainmodel.check.CheckReport;
import io.jenkins.trainmodel.event.FailedDevice;
import io.jenkins.trainmodel.report.Cost;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What the step returns to a Pipeline. */
public final class TrainingOutcome implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String outcome;
    private final String stopReason;
    private final ArrayList<String> firedRules;
    private final int epochs;
    private final int bestEpoch;
    private final TreeMap<String, Double> metrics;
    private final TreeMap<String, Double> bestMetrics;
    private final double duration;
    private final String modelPath;
    private final String artifactUrl;
    private final boolean accepted;
    private final boolean promoted;
    private final ArrayList<TreeMap<String, Object>> gates;

    /** Null of a step of an older version, as are the three below. */
    private final TreeMap<String, Double> cost;

    private final ArrayList<TreeMap<String, Object>> checks;
    private final TreeMap<String, Object> estimate;

    private final TreeMap<String, Object> failedDevice;

    /** @param tried what a dry run has found */
    TrainingOutcome(
            RunResult result,
            Optional<Cost> cost,
            String modelPath,
            String artifactUrl,
            boolean promoted,
            Optional<CheckReport> tried) {
        this.outcome = result.outcome();
        this.stopReason = result.reason();
        this.firedRules = new ArrayList<>(result.firedRules());
        this.epochs = result.epochs();
        this.bestEpoch = result.bestEpoch();
        this.metrics = new TreeMap<>(result.last());
        this.bestMetrics = new TreeMap<>(result.best());
        this.duration = result.seconds();
        this.modelPath = modelPath;
        this.artifactUrl = artifactUrl;
        this.accepted = result.accepted();
        this.promoted = promoted;
        this.gates = GateWords.all(result.kept().gates());
        this.cost = amounts(cost);
        this.checks = tried.map(DryRunWords::checks).orElseGet(ArrayList::new);
        this.failedDevice = words(result.failedDevice());
        this.estimate =
                tried.flatMap(CheckReport::estimate).map(DryRunWords::estimate).orElseGet(TreeMap::new);
    }

    /** {@code success} or {@code unstable}; with {@code propagate: false} also {@code failure}. */
    @Whitelisted
    public String getOutcome() {
        return outcome;
    }

    /** One sentence: which rule ended the run, with its numbers. */
    @Whitelisted
    public String getStopReason() {
        return stopReason;
    }

    /** The names of the rules that fired, the deciding one first. */
    @Whitelisted
    public List<String> getFiredRules() {
        return firedRules;
    }

    /** Complete epochs. */
    @Whitelisted
    public int getEpochs() {
        return epochs;
    }

    /** The epoch of the best checkpoint, 0 where there is none. */
    @Whitelisted
    public int getBestEpoch() {
        return bestEpoch;
    }

    /** The metrics of the last complete epoch, by their paths. */
    @Whitelisted
    public Map<String, Double> getMetrics() {
        return metrics;
    }

    /** The best value of every metric that has a known direction. */
    @Whitelisted
    public Map<String, Double> getBestMetrics() {
        return bestMetrics;
    }

    /** Training time in seconds, over all resumes. */
    @Whitelisted
    public double getDuration() {
        return duration;
    }

    /** The model package on the agent; empty where none was written. */
    @Whitelisted
    public String getModelPath() {
        return modelPath;
    }

    /** Where the run's artifacts are, relative to Jenkins's own URL; empty where nothing was archived. */
    @Whitelisted
    public String getArtifactUrl() {
        return artifactUrl;
    }

    /** Whether the outcome is success and every gate held. */
    @Whitelisted
    public boolean isAccepted() {
        return accepted;
    }

    /** Whether the run has become the job's champion. */
    @Whitelisted
    public boolean isPromoted() {
        return promoted;
    }

    /**
     * The gates: {@code gate}, {@code metric}, {@code answer} (held, failed or notEvaluable), {@code outcome} and {@code
     * sentence}, and where they are known {@code comparison}, {@code value}, {@code reference}, {@code bound}, {@code
     * tolerance} and {@code runs}.
     */
    @Whitelisted
    public List<? extends Map<String, Object>> getGates() {
        // A step of an older version has left none.
        return gates == null ? List.of() : gates;
    }

    private static TreeMap<String, Object> words(Optional<FailedDevice> failed) {
        TreeMap<String, Object> words = new TreeMap<>();
        failed.ifPresent(device -> {
            words.put("kind", device.kind().word());
            device.xid().ifPresent(number -> words.put("xid", number));
        });
        return words;
    }

    /** With {@code propagate: false}, where the device ended the run: {@code kind} (outOfMemory, broken or lost) and, where it is known, {@code xid}. */
    @Whitelisted
    public Map<String, Object> getFailedDevice() {
        return failedDevice == null ? Map.of() : failedDevice;
    }

    private static TreeMap<String, Double> amounts(Optional<Cost> cost) {
        TreeMap<String, Double> amounts = new TreeMap<>();
        cost.ifPresent(known -> {
            amounts.put("hours", known.hours());
            amounts.put("gpuHours", known.gpuHours());
            known.cpuHours().ifPresent(hours -> amounts.put("cpuHours", hours));
            known.kilowattHours().ifPresent(energy -> amounts.put("kilowattHours", energy));
        });
        return amounts;
    }

    /** {@code hours} of its processes, {@code gpuHours} and, where they are known, {@code cpuHours} and {@code kilowattHours}. */
    @Whitelisted
    public Map<String, Double> getCost() {
        return cost == null ? Map.of() : cost;
    }

    /** Of a dry run: {@code subject}, {@code status} (passed, failed or skipped) and {@code findings} of each check. */
    @Whitelisted
    public List<? extends Map<String, Object>> getChecks() {
        return checks == null ? List.of() : checks;
    }

    /**
     * Of a dry run whose steps could be measured: {@code seconds} (where the rules bound the run), {@code epochs}, {@code
     * secondsAnEpoch}, {@code diskBytes}, {@code memoryBytes}, {@code device}.
     */
    @Whitelisted
    public Map<String, Object> getEstimate() {
        return estimate == null ? Map.of() : estimate;
    }

    @Override
    @Whitelisted
    public String toString() {
        return outcome + ": " + stopReason;
    }
}
