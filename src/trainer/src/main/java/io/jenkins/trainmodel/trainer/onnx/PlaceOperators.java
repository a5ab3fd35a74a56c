package io.jenkins.trainmodel.trainer.onnx;

import java.util.List;

/** The operators that know where in a sequence something stands. */
record PlaceOperators(OnnxGraph graph) {
    /** The base of the angles by which rotary and sinusoidal positions turn. */
    private static final double BASE = 10_000;

    /** The length of a sequence, a vector of one number. */
    String steps(Value x) {
        return graph.add("Shape", List.of(x.steps()), Attribute.whole("start", 1), Attribute.whole("end", 2));
    }

    /** The first rows of a table, as many as a sequence has steps. */
    String rows(String table, String steps) {
        return graph.add("Slice", List.of(table, graph.wholes(0), steps, graph.wholes(0)));
    }

    /** place / 10000^(i / half), of the shape [steps, half] (Vaswani et al. 2017; Su et al. 2021). */
    String angles(int half, String steps) {
        String end = graph.add("Squeeze", List.of(steps));
        String places = graph.add("Range", List.of(graph.whole(0), end, graph.whole(1)));
        String numbers = graph.add("Cast", List.of(places), Attribute.whole("to", TensorMessage.Type.FLOAT.number()));
        String column = graph.add("Unsqueeze", List.of(numbers, graph.wholes(1)));
        float[] frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            frequencies[i] = (float) Math.pow(BASE, -(double) i / half);
        }
        return graph.add("Mul", List.of(column, graph.numbers(frequencies)));
    }
}
