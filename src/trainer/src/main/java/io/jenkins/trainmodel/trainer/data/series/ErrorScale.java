package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.trainer.data.label.LabelScaling;

/** By what errors of a forecast are divided in MASE: the mean absolute error of the naive forecast, in the unit of the target. */
@FunctionalInterface
interface ErrorScale {
    /** Of a target for the series that a step is of; 0: its errors do not count. */
    double error(int step, int target);

    /** What an error of a target, as the network has learned it, counts in MASE at a step; 0: it does not. */
    default float weight(int step, int target, LabelScaling scaling) {
        double error = error(step, target);
        return error == 0 ? 0 : (float) (scaling.scale() / error);
    }
}
