package io.jenkins.trainmodel.trainer.optimizer;

import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.Map;

/** A schedule that is not the trainer's, and may follow what is measured. */
public interface Following {
    /**
     * The share of the learning rate that a step has.
     *
     * @param step counted from 1
     */
    double factor(long step, long stepsPerEpoch);

    /** Shows it the end of an epoch. */
    void observe(Observation epoch);

    /** What must be saved for an exact resume. */
    Map<String, String> state();
}
