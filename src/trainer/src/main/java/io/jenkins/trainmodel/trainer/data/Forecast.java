package io.jenkins.trainmodel.trainer.data;

import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import java.util.List;
import java.util.Optional;

/**
 * What the outputs of a forecast are: for every step of the horizon, the targets at that step, one after the other.
 *
 * @param step from one time to the next, such as {@code 1h}
 * @param window steps of the past that are a sample
 * @param horizon steps that are predicted
 * @param season steps of the past that the naive forecast repeats; 1: the last value
 * @param targets the columns that are predicted
 * @param scalings how an output becomes a value of its target: output × scale + offset; one a target
 * @param naiveErrors the mean absolute error of the naive forecast one season ahead over the training part, the mean over all series,
 *     one a target, in its unit; 0 where it is never wrong
 */
public record Forecast(
        String step,
        int window,
        int horizon,
        int season,
        List<String> targets,
        List<LabelScaling> scalings,
        List<Double> naiveErrors) {
    public Forecast {
        targets = List.copyOf(targets);
        scalings = List.copyOf(scalings);
        naiveErrors = List.copyOf(naiveErrors);
    }

    /** Values that are predicted for a sample. */
    public int outputs() {
        return Math.multiplyExact(horizon, targets.size());
    }

    /**
     * Values of a sample's label: what comes next, as many of the naive forecast, and what an error of each target counts in MASE, as the
     * network has learned it: its scale over the naive error of the sample's series, or 0.
     */
    public int labels() {
        return Math.addExact(Math.multiplyExact(2, outputs()), targets.size());
    }

    /** The place of an output in the labels of a batch; as far behind it as there are outputs stands the naive forecast. */
    public int label(int sample, int output) {
        return sample * labels() + output;
    }

    /** The place of what an error of a target counts in MASE. */
    public int weight(int sample, int target) {
        return label(sample, 2 * outputs() + target);
    }

    /** The number of the target that an output is of. */
    public int target(int output) {
        return output % targets.size();
    }

    /**
     * Why a model cannot stand for these data, in words: its numbers mean otherwise, though there be as many.
     *
     * @param model what it is called
     * @param learned what it forecasts
     * @param keepsOutputs whether its outputs are taken as they are, and no layer that gives them begins anew
     */
    public Optional<String> difference(String model, Forecast learned, boolean keepsOutputs) {
        if (!step.equals(learned.step)) {
            return Optional.of("the steps are not those of " + model + ", which has learned steps of " + learned.step
                    + ": these are of " + step);
        }
        boolean same = targets.equals(learned.targets) && horizon == learned.horizon;
        return same || !keepsOutputs
                ? Optional.empty()
                : Optional.of("the outputs are not those of " + model + ", which predicts " + learned.horizon
                        + " steps of " + Listing.of(learned.targets) + ": this run predicts " + horizon + " steps of "
                        + Listing.of(targets));
    }

    /** How an output becomes a value of its target. */
    public LabelScaling scaling(int output) {
        return scalings.get(target(output));
    }
}
