package io.jenkins.trainmodel.trainer.onnx;

import java.util.List;

/**
 * The operators of attention with several heads (Vaswani et al. 2017, section 3.2).
 *
 * @param rotary whether queries and keys are turned by their position
 * @param causal whether a place sees only itself and those before it
 */
record AttentionOperators(OnnxGraph graph, int width, int heads, boolean rotary, boolean causal) {
    private static final String PERMUTATION = "perm";
    private static final String AXIS = "axis";

    /**
     * From queries, keys and values to the heads' results side by side.
     *
     * @param parts the name of all three, one after the other: [batch, steps, 3 × width]
     * @param steps the length of the sequence
     */
    String attended(String parts, String steps) {
        List<String> three =
                graph.addOf(3, "Split", List.of(parts, graph.wholes(width, width, width)), Attribute.whole(AXIS, 2));
        String query = turned(headed(three.get(0)), steps);
        String key = turned(headed(three.get(1)), steps);
        String scaled = graph.add("Mul", List.of(query, graph.number(1 / Math.sqrt((double) width / heads))));
        String others = graph.add("Transpose", List.of(key), Attribute.wholes(PERMUTATION, 0, 1, 3, 2));
        String scores = graph.add("MatMul", List.of(scaled, others));
        String seen = causal ? graph.add("Add", List.of(scores, mask(steps))) : scores;
        String weights = graph.add("Softmax", List.of(seen), Attribute.whole(AXIS, -1));
        return joined(graph.add("MatMul", List.of(weights, headed(three.get(2)))));
    }

    /** [batch, steps, width] becomes [batch, heads, steps, width of a head]. */
    private String headed(String x) {
        String split = graph.add("Reshape", List.of(x, graph.wholes(0, 0, heads, width / heads)));
        return graph.add("Transpose", List.of(split), Attribute.wholes(PERMUTATION, 0, 2, 1, 3));
    }

    private String joined(String x) {
        String beside = graph.add("Transpose", List.of(x), Attribute.wholes(PERMUTATION, 0, 2, 1, 3));
        return graph.add("Reshape", List.of(beside, graph.wholes(0, 0, width)));
    }

    /** What is added to the scores, [steps, steps]: nothing, and above the diagonal what leaves no weight. */
    private String mask(String steps) {
        String square = graph.add("Concat", List.of(steps, steps), Attribute.whole(AXIS, 0));
        String nothing = graph.add(
                "ConstantOfShape",
                List.of(square),
                Attribute.tensor("value", TensorMessage.numbers(List.of(1L), -Float.MAX_VALUE)));
        return graph.add("Trilu", List.of(nothing, graph.whole(1)), Attribute.whole("upper", 1));
    }

    /** Turned by angles that follow from the place, in halves as GPT-NeoX has it (Su et al. 2021); or as it is. */
    private String turned(String x, String steps) {
        if (!rotary) {
            return x;
        }
        int half = width / heads / 2;
        String angles = new PlaceOperators(graph).angles(half, steps);
        String cosines = graph.add("Cos", List.of(angles));
        String sines = graph.add("Sin", List.of(angles));
        List<String> halves = graph.addOf(2, "Split", List.of(x, graph.wholes(half, half)), Attribute.whole(AXIS, 3));
        String first = halves.get(0);
        String second = halves.get(1);
        String one = graph.add("Sub", List.of(product(first, cosines), product(second, sines)));
        String other = graph.add("Add", List.of(product(second, cosines), product(first, sines)));
        return graph.add("Concat", List.of(one, other), Attribute.whole(AXIS, 3));
    }

    private String product(String one, String other) {
        return graph.add("Mul", List.of(one, other));
    }
}
