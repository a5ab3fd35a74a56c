package io.jenkins.trainmodel.trainer.run;

import java.util.Map;
import java.util.Optional;

/** Where the training stands; saved in every checkpoint. Confined to the training thread. */
final class RunState {
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

    /** A run that begins. */
    RunState() {}

    /** A run that goes on. */
    RunState(
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

    int completedEpochs() {
        return completedEpochs;
    }

    /** The epoch in progress, counted from 1. */
    int epoch() {
        return completedEpochs + 1;
    }

    /** Batches of the running epoch that are done. */
    int batchInEpoch() {
        return batchInEpoch;
    }

    /** Optimizer steps of the running epoch that are done. */
    int stepInEpoch() {
        return stepInEpoch;
    }

    /** Completed optimizer steps since the start of the run. */
    long step() {
        return step;
    }

    /** The metrics of the last complete epoch by path; empty before. */
    Map<String, Double> epochMetrics() {
        return epochMetrics;
    }

    /** Training time over all resumes, in seconds. */
    double elapsedSeconds() {
        return elapsedBefore + (System.nanoTime() - since) / 1e9;
    }

    /** Starts the clock of this process: what came before, such as loading data, is no training time. */
    void startClock() {
        since = System.nanoTime();
    }

    /** A validation within the epoch has measured the parameters of this step. */
    void validated(Map<String, Double> metrics) {
        validatedStep = step;
        validationMetrics = Map.copyOf(metrics);
    }

    /** What a validation within the epoch has measured at this very step. */
    Optional<Map<String, Double>> validation() {
        return batchInEpoch > 0 && validatedStep == step ? Optional.of(validationMetrics) : Optional.empty();
    }

    /** Samples trained by this process. */
    long samples() {
        return samples;
    }

    void batchDone(boolean completesStep, int batchSamples) {
        batchInEpoch++;
        samples += batchSamples;
        if (completesStep) {
            stepInEpoch++;
            step++;
        }
    }

    void epochDone(Map<String, Double> metrics) {
        completedEpochs++;
        batchInEpoch = 0;
        stepInEpoch = 0;
        epochMetrics = Map.copyOf(metrics);
    }
}
