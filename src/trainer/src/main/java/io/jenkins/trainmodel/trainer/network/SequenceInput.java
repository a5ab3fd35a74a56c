package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.ImageRows;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Sequential.Child;
import java.util.List;

/**
 * The beginning of a network that reads sequences: what makes steps of a sample.
 *
 * @param layers the layers that do it; none where samples are sequences of numbers already
 * @param steps how many there are
 * @param width the numbers of a step
 */
record SequenceInput(List<Child> layers, int steps, int width) {

    /**
     * Numbers of the shape [steps, features], or an image, of which every row is a step.
     *
     * @throws NetworkException for other shapes
     */
    static SequenceInput ofNumbers(String network, List<Integer> sample) {
        if (sample.size() == 2) {
            return new SequenceInput(List.of(), sample.get(0), sample.get(1));
        }
        if (sample.size() == 3) {
            List<Integer> rows = new ImageRows().cost(sample).outputShape();
            return new SequenceInput(List.of(new Child("rows", new ImageRows())), rows.get(0), rows.get(1));
        }
        throw new NetworkException(network + " needs samples of shape [steps, features] or images, not " + sample
                + "; give flat data a shape, such as shape: [28, 28]");
    }
}
