package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;
import java.util.OptionalInt;

/**
 * A row of a table for every whole number of a sequence.
 *
 * @param rows numbers from 0 to below this have one
 * @param deviation standard deviation of the first values
 */
public record Embedding(int rows, int width, double deviation) implements Layer {
    public Embedding {
        Shapes.requireSize("rows of an embedding", rows, 1);
        Shapes.requireSize("width of an embedding", width, 1);
        Shapes.requireDeviation("an embedding", deviation);
    }

    /** [numbers] becomes [numbers, width]. Nothing is computed; the numbers are kept. */
    @Override
    public Cost cost(List<Integer> input) {
        if (input.size() != 1) {
            throw new NetworkException("an embedding takes a sequence of whole numbers, not shape " + input);
        }
        return Cost.of(List.of(input.get(0), width), 0, input.get(0));
    }

    @Override
    public OptionalInt vocabulary() {
        return OptionalInt.of(rows);
    }

    @Override
    public List<TensorSpec> tensors() {
        return List.of(TensorSpec.parameter("weight", new Initialization.Normal(deviation), rows, width));
    }
}
