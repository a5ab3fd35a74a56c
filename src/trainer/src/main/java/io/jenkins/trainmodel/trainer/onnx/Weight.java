package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tensor of a graph that is made of parameters, of float32.
 *
 * @param slices its elements, one after the other
 */
record Weight(String name, List<Long> shape, List<Slice> slices) {
    /**
     * Elements of a parameter that follow each other.
     *
     * @param first the number of the first one
     */
    record Slice(String parameter, long first, long count) {}

    Weight {
        shape = List.copyOf(shape);
        slices = List.copyOf(slices);
    }

    /** A parameter as it is. */
    static Weight whole(String parameter, List<Long> shape) {
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        return new Weight(parameter, shape, List.of(new Slice(parameter, 0, elements)));
    }

    long bytes() {
        return slices.stream().mapToLong(Slice::count).sum() * TensorType.F32.bytes();
    }

    /** With its elements. */
    NamedTensor in(Map<String, NamedTensor> parameters) {
        return new SlicedTensor(
                this,
                slices.stream()
                        .map(slice -> Optional.ofNullable(parameters.get(slice.parameter()))
                                .orElseThrow(() -> new IllegalArgumentException("no values for " + slice.parameter())))
                        .toList());
    }
}
