package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells that go through a sequence step by step and remember, as PyTorch has them: its names, the order of its gates and its
 * first values. Gives what the last of its layers says at every step.
 *
 * @param inputs numbers of a step
 * @param width numbers that a cell remembers, in each direction
 * @param layers how many follow each other
 * @param bidirectional whether every layer has a second half that goes from the end to the beginning
 * @param dropout share of what one layer tells the next that is dropped in training
 */
public record Recurrent(Cell cell, int inputs, int width, int layers, boolean bidirectional, double dropout)
        implements Layer {
    /** What remembers. */
    public enum Cell {
        /** Long short-term memory (Hochreiter and Schmidhuber 1997), with gates for input, forgetting, cell and output. */
        LSTM("lstm", 4, 9, 2),
        /** Gated recurrent unit (Cho et al. 2014), with gates for reset and update, and what is new. */
        GRU("gru", 3, 9, 1);

        private final String word;
        private final int gates;
        private final int operations;
        private final int keptBesides;

        /**
         * @param operations on a number of the width and step besides the products, a function counted as one
         * @param keptBesides numbers that are kept for each of the width besides gates and result
         */
        Cell(String word, int gates, int operations, int keptBesides) {
            this.word = word;
            this.gates = gates;
            this.operations = operations;
            this.keptBesides = keptBesides;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    private static final int MOST_LAYERS = 1000;

    public Recurrent {
        if (cell == null) {
            throw new NetworkException("a recurrent layer needs a cell");
        }
        Shapes.requireSize("inputs of a recurrent layer", inputs, 1);
        Shapes.requireSize("width of a recurrent layer", width, 1);
        Shapes.requireSize("layers of a recurrent layer", layers, 1);
        if (layers > MOST_LAYERS) {
            throw new NetworkException("a recurrent layer has at most " + MOST_LAYERS + " layers, not " + layers);
        }
        new Dropout(dropout);
    }

    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /** Numbers that it gives at every step: those of both directions. */
    public int outputs() {
        return width * directions();
    }

    /**
     * [steps, inputs] becomes [steps, outputs]. Two operations per weight and step, one for each of the two biases of a gate,
     * and those of the gates themselves; inputs, gates, memory and results are kept.
     */
    @Override
    public Cost cost(List<Integer> input) {
        Shapes.requireWidth("a recurrent layer", inputs, input);
        int steps = input.get(0);
        Cost sum = Cost.of(input, 0, 0);
        for (int layer = 0; layer < layers; layer++) {
            double flop = (2.0 * cell.gates * (inputsOf(layer) + width + 1) + cell.operations) * outputs() * steps;
            long kept = inputsOf(layer) + (1L + cell.gates + cell.keptBesides) * outputs();
            long mask = dropout > 0 && layer > 0 ? outputs() : 0;
            sum = sum.then(Cost.of(List.of(steps, outputs()), flop, steps * (kept + mask)));
        }
        return sum;
    }

    private int inputsOf(int layer) {
        return layer == 0 ? inputs : outputs();
    }

    /** In PyTorch's order, which is also that in which the engine wants them. */
    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> tensors = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            addTo(tensors, "_l" + layer, inputsOf(layer));
            if (bidirectional) {
                addTo(tensors, "_l" + layer + "_reverse", inputsOf(layer));
            }
        }
        return tensors;
    }

    private void addTo(List<TensorSpec> tensors, String suffix, int from) {
        Initialization initialization = Initialization.byFanIn(width);
        long rows = (long) cell.gates * width;
        tensors.add(TensorSpec.parameter("weight_ih" + suffix, initialization, rows, from));
        tensors.add(TensorSpec.parameter("weight_hh" + suffix, initialization, rows, width));
        tensors.add(TensorSpec.parameter("bias_ih" + suffix, initialization, rows));
        tensors.add(TensorSpec.parameter("bias_hh" + suffix, initialization, rows));
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return Layer.super.contains(kind) || kind == Dropout.class && dropout > 0 && layers > 1;
    }
}
