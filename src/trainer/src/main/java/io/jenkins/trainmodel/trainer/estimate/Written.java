package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.spec.TrainingSpec;

/**
 * Bytes that a rehearsal has written.
 *
 * @param logsPerReading of the metrics of a step
 * @param logsPerEpoch of an epoch's end, sample texts among it
 */
record Written(long logsAtBeginning, double logsPerReading, double logsPerEpoch, long checkpoint, long reports) {
    /**
     * What the whole run needs.
     *
     * @param packaged bytes of the model package without its reports
     */
    Estimate.Disk disk(TrainingSpec spec, long packaged, int epochs, long stepsPerEpoch) {
        int kept = spec.checkpoint().keep() + Math.max(1, spec.checkpoint().keepBest()) + 1;
        double readings = (double) stepsPerEpoch / spec.reporting().everySteps();
        double logs = logsAtBeginning + epochs * (readings * logsPerReading + logsPerEpoch);
        return new Estimate.Disk(checkpoint, kept * checkpoint, packaged + reports, Math.round(logs), reports);
    }
}
