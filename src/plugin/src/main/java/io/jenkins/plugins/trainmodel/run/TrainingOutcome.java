package io.jenkins.plugins.trainmodel.run;

import io.jenkins.plugins.trainmodel.page.RunResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    TrainingOutcome(RunResult result, String modelPath, String artifactUrl, boolean promoted) {
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

    @Override
    @Whitelisted
    public String toString() {
        return outcome + ": " + stopReason;
    }
}
