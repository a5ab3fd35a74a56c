package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.Recurrent;
import io.jenkins.trainmodel.trainer.network.layer.Recurrent.Cell;
import io.jenkins.trainmodel.trainer.onnx.Weight.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operators of recurrent layers: one for each of their layers, with both directions. ONNX takes steps before samples, and the
 * gates of a layer in another order than PyTorch, which is why its weights are put together anew.
 */
record RecurrentOperators(NetworkGraph network) {
    /** For each gate in the order of ONNX its place among those of PyTorch: input, output, forgetting, cell. */
    private static final List<Integer> LSTM_GATES = List.of(0, 3, 1, 2);
    /** Update, reset, what is new. */
    private static final List<Integer> GRU_GATES = List.of(1, 0, 2);

    /** Tells which layers it has operators for. */
    void addTo(LayerOperators layers) {
        layers.put(Recurrent.class, this::recurrent);
    }

    private OnnxGraph graph() {
        return network.graph();
    }

    private String recurrent(Recurrent layer, String prefix, Value x) {
        String steps = exchanged(x.name());
        for (int number = 0; number < layer.layers(); number++) {
            steps = joined(layer(layer, prefix, number, steps));
        }
        return exchanged(steps);
    }

    /** [batch, steps, width] becomes [steps, batch, width], and the other way round. */
    private String exchanged(String x) {
        return graph().add("Transpose", List.of(x), Attribute.wholes("perm", 1, 0, 2));
    }

    /** [steps, directions, batch, width] becomes [steps, batch, directions × width]. */
    private String joined(String x) {
        String beside = graph().add("Transpose", List.of(x), Attribute.wholes("perm", 0, 2, 1, 3));
        return graph().add("Reshape", List.of(beside, graph().wholes(0, 0, -1)));
    }

    private String layer(Recurrent layer, String prefix, int number, String x) {
        boolean lstm = layer.cell() == Cell.LSTM;
        List<Integer> gates = lstm ? LSTM_GATES : GRU_GATES;
        long inputs = number == 0 ? layer.inputs() : layer.outputs();
        List<String> parameters = List.of(
                stacked(layer, prefix, number, "W", gates, inputs, "weight_ih"),
                stacked(layer, prefix, number, "R", gates, layer.width(), "weight_hh"),
                stacked(layer, prefix, number, "B", gates, 1, "bias_ih", "bias_hh"));
        List<Attribute> attributes = new ArrayList<>(List.of(
                Attribute.whole("hidden_size", layer.width()),
                Attribute.word("direction", layer.bidirectional() ? "bidirectional" : "forward")));
        if (!lstm) {
            // PyTorch resets what the cell remembers after the product with its weight and not before
            attributes.add(Attribute.whole("linear_before_reset", 1));
        }
        return graph().add(
                        lstm ? "LSTM" : "GRU",
                        Stream.concat(Stream.of(x), parameters.stream()).toList(),
                        attributes.toArray(Attribute[]::new));
    }

    /**
     * Parameters of both directions in one tensor, with the gates in another order.
     *
     * @param letter by which ONNX knows it
     * @param columns of a row of the parameters
     * @param names of the parameters that follow each other for each direction
     */
    private String stacked(
            Recurrent layer,
            String prefix,
            int number,
            String letter,
            List<Integer> gates,
            long columns,
            String... names) {
        List<Slice> slices = new ArrayList<>();
        for (int direction = 0; direction < layer.directions(); direction++) {
            for (String name : names) {
                String parameter = prefix + name + "_l" + number + (direction == 0 ? "" : "_reverse");
                long elements = layer.width() * columns;
                gates.forEach(gate -> slices.add(new Slice(parameter, gate * elements, elements)));
            }
        }
        long rows = (long) names.length * gates.size() * layer.width();
        List<Long> shape = letter.equals("B")
                ? List.of((long) layer.directions(), rows)
                : List.of((long) layer.directions(), rows, columns);
        return graph().weight(new Weight(prefix + letter + "_l" + number, shape, slices));
    }
}
