package io.jenkins.trainmodel.trainer.learner.module;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Name, type and shape that a tensor of a checkpoint must have. */
public record TensorShape(String name, TensorType type, List<Long> shape) {
    public NamedTensor with(ByteBuffer elements) {
        return new HostTensor(name, type, shape, elements);
    }

    /** The same, or empty with one more problem in words: both shapes, where there is one of the name. */
    public Optional<NamedTensor> find(Map<String, NamedTensor> byName, List<String> problems) {
        NamedTensor tensor = byName.get(name);
        if (tensor == null) {
            problems.add(name + " is missing");
        } else if (tensor.type() != type || !tensor.shape().equals(shape)) {
            problems.add(name + " is " + tensor.shape() + " there and " + shape + " here");
        } else {
            return Optional.of(tensor);
        }
        return Optional.empty();
    }

    /** @throws IllegalArgumentException if there is no such tensor */
    public NamedTensor find(Map<String, NamedTensor> byName) {
        NamedTensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the checkpoint has no tensor " + name
                    + "; it belongs to another network, optimizer or set of metrics");
        }
        if (tensor.type() != type || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("tensor " + name + " is " + tensor.type() + " " + tensor.shape()
                    + " in the checkpoint, but " + type + " " + shape + " is needed");
        }
        return tensor;
    }
}
