package io.jenkins.trainmodel.trainer.network.layer;

import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/** A parameter of a network that is described by its tensors alone, or a buffer that training may change. */
public record DescribedTensor(String name, TensorType type, List<Long> shape, boolean trainable) {
    public DescribedTensor {
        if (name == null || type == null || shape == null || !name.matches("[A-Za-z0-9_.]{1,2000}")) {
            throw new NetworkException(
                    "a tensor of a network needs a name of letters, digits, dots and underscores, a type and a shape");
        }
        shape = List.copyOf(shape);
    }

    DescribedTensor withFirstAxis(long size) {
        List<Long> other = new ArrayList<>(shape);
        other.set(0, size);
        return new DescribedTensor(name, type, other, trainable);
    }

    TensorSpec specified(Initialization initialization) {
        return new TensorSpec(name, type, shape, trainable, initialization, false);
    }

    long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Two operations a parameter, as in linear layers; convolutions use theirs more often, so it is the least there can be. */
    static Cost cost(List<DescribedTensor> tensors, int outputs, List<Integer> input) {
        long parameters = tensors.stream()
                .filter(DescribedTensor::trainable)
                .mapToLong(DescribedTensor::elements)
                .sum();
        return Cost.of(List.of(outputs), 2.0 * parameters, Shapes.elements(input));
    }
}
