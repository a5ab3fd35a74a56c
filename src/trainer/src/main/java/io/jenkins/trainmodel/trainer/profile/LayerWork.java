package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.trainer.network.layer.Cost;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;

/**
 * What a layer computes and moves for a batch, reckoned from its description in float32.
 *
 * @param cost of one sample
 * @param input elements of one sample that come in
 * @param tensors of the layer
 * @param trained those of them that are trained
 * @param goesOn whether a gradient of what comes in is wanted
 */
record LayerWork(
        int samples, Cost cost, long input, List<TensorSpec> tensors, List<TensorSpec> trained, boolean goesOn) {

    double forwardFlop() {
        return cost.flop() * samples;
    }

    /** As much as forward for what came in, and again for the weights; as usual, a network without either goes back for nothing. */
    double backwardFlop() {
        int ways = (goesOn ? 1 : 0) + (trained.isEmpty() ? 0 : 1);
        return ways * forwardFlop();
    }

    /** Parameters and what comes in are read, what goes out is written, and so is what is kept besides for the way back. */
    double forwardBytes() {
        return parameters() + (double) samples * (bytes(input) + output() + keptBesides());
    }

    /** Parameters, what was kept and the gradient of what went out are read; gradients are written. */
    double backwardBytes() {
        return parameters()
                + bytesOf(trained)
                + (double) samples * (cost.savedBytes() + output() + (goesOn ? bytes(input) : 0));
    }

    /** Of a table that is only looked up, the rows that are taken. */
    private double parameters() {
        double all = bytesOf(tensors);
        return cost.flop() > 0 ? all : Math.min(all, (double) samples * output());
    }

    private double keptBesides() {
        return Math.max(0, cost.savedBytes() - bytes(input));
    }

    private double output() {
        return bytes(cost.outputShape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact));
    }

    private static double bytes(long elements) {
        return (double) Float.BYTES * elements;
    }

    private static double bytesOf(List<TensorSpec> tensors) {
        return tensors.stream().mapToDouble(TensorSpec::bytes).sum();
    }
}
