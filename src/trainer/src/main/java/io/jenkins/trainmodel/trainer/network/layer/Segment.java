package io.jenkins.trainmodel.trainer.network.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a network: one block, or all that lies between two of them. Activation checkpointing keeps what goes into a
 * segment instead of what is made within it (Chen et al. 2016, "Training deep nets with sublinear memory cost").
 *
 * @param parts one after another, at least one
 */
public record Segment(List<Part> parts) {

    /** The segments of a network, one after another; a single one where it has no blocks. */
    public static List<Segment> of(Sequential network) {
        List<Segment> segments = new ArrayList<>();
        List<Part> between = new ArrayList<>();
        for (Part part : network.parts()) {
            if (part.layer().repeats()) {
                addTo(segments, between);
                segments.add(new Segment(List.of(part)));
            } else {
                between.add(part);
            }
        }
        addTo(segments, between);
        return segments;
    }

    private static void addTo(List<Segment> segments, List<Part> between) {
        if (!between.isEmpty()) {
            segments.add(new Segment(List.copyOf(between)));
            between.clear();
        }
    }

    /**
     * Bytes that one sample's way through a network keeps where segments keep what goes into them: all of those, and what the
     * largest segment makes, since only one is computed with all it keeps at a time. What goes into the first is the sample.
     */
    public static long keptBytes(Sequential network, List<Integer> sampleShape) {
        List<Integer> shape = sampleShape;
        long inputs = 0;
        long largest = 0;
        for (Segment segment : of(network)) {
            inputs += shape == sampleShape ? 0 : Shapes.elements(shape) * Float.BYTES;
            Cost cost = segment.cost(shape);
            largest = Math.max(largest, cost.savedBytes());
            shape = cost.outputShape();
        }
        return inputs + largest;
    }

    private Cost cost(List<Integer> input) {
        Cost sum = Cost.of(input, 0, 0);
        for (Part part : parts) {
            sum = sum.then(part.cost().apply(sum.outputShape()));
        }
        return sum;
    }

    /** Parameters and buffers that it uses; two segments may use the same one. */
    public List<TensorSpec> tensors() {
        return parts.stream().flatMap(part -> part.tensors().stream()).toList();
    }
}
