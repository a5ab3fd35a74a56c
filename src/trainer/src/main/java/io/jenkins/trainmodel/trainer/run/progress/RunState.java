package io.jenkins.trainmodel.trainer.run.progress;

import java.util.Map;
import java.util.Optional;

/**
 * Where the training stands; saved in every checkpoint. Confined to the training thread, but for the training time, which any
 * thread may ask for.
 */
public final class RunState {
    private int completedEpochs;
    private int batchInEpoch;
    private int stepInEpoch;
    private long step;
    /** Samples trained. Lifetime: this process, which measures its pace by it. */
    private long samples;

    private Map<String, Double> epochMetrics = Map.of();
    private long validatedStep = -1;
    private Map<String, Double> validationMetrics = Map.of();
    private double elapsedBefore;
    private long since = System.nanoTime();
    /** Whether training time stands still. Lifetime: this process. */
    private boolean held;

    /** A run that begins. */
    public RunState() {}

    /** A run that goes on. */
    public RunState(
            int completedEpochs,
            int batchInEpoch,
            int stepInEpoch,
            long step,
            double elapsedSeconds,
            Map<String, Double> epochMetrics) {
        this.completedEpochs = completedEpochs;
        this.batchInEpoch = batchInEpoch;
        this.stepInEpoch = stepInEpoch;
        this.step = step;
        this.elapsedBefore = elapsedSeconds;
        this.epochMetrics = epochMetrics;
    }

    public int completedEpochs() {
        return completedEpochs;
    }

    /** The epoch in progress, counted from 1. */
    public int epoch() {
        return completedEpochs + 1;
    }

    /** Batches of the running epoch that are done. */
    public int batchInEpoch() {
        return batchInEpoch;
    }

    /** Optimizer steps of the running epoch that are done. */
    public int stepInEpoch() {
        return stepInEpoch;
    }

    /** Completed optimizer steps since the start of the run. */
    public long step() {
        return step;
    }

    /** The optimizer steps so far, had every epoch been as long as it is now; others behind another batch size. */
    public long stepsOfEpochs(int stepsPerEpoch) {
        return (long) completedEpochs * stepsPerEpoch + stepInEpoch;
    }

    /** The metrics of the last complete epoch by path; empty before. */
    public Map<String, Double> epochMetrics() {
        return epochMetrics;
    }

    /** Training time over all resumes, in seconds. */
    public synchronized double elapsedSeconds() {
        return elapsedBefore + (held ? 0 : (System.nanoTime() - since) / 1e9);
    }

    /** From now on training time stands still. */
    public synchronized void hold() {
        elapsedBefore = elapsedSeconds();
        held = true;
    }

    /** From now on training time goes on. */
    public synchronized void goOn() {
        since = System.nanoTime();
        held = false;
    }

    /** Starts the clock of this process: what came before, such as loading data, is no training time. */
    public synchronized void startClock() {
        since = System.nanoTime();
    }

    /** A validation within the epoch has measured the parameters of this step. */
    public void validated(Map<String, Double> metrics) {
        validatedStep = step;
        validationMetrics = Map.copyOf(metrics);
    }

    /** What a validation within the epoch has measured at this very step. */
    public Optional<Map<String, Double>> validation() {
        return batchInEpoch > 0 && validatedStep == step ? Optional.of(validationMetrics) : Optional.empty();
    }

    /** Samples trained by this process. */
    public long samples() {
        return samples;
    }

    public void batchDone(boolean completesStep, int batchSamples) {
        batchInEpoch++;
        samples += batchSamples;
        if (completesStep) {
            stepInEpoch++;
            step++;
        }
    }

    /** Another program trains, and has come to this step. */
    public void reached(long reachedStep) {
        step = Math.max(step, reachedStep);
    }

    /** Another program trains, and has completed all epochs up to this one. */
    public void epochReached(int epoch, Map<String, Double> metrics) {
        epochDone(metrics);
        completedEpochs = epoch;
    }

    public void epochDone(Map<String, Double> metrics) {
        completedEpochs++;
        batchInEpoch = 0;
        stepInEpoch = 0;
        epochMetrics = Map.copyOf(metrics);
    }
}
