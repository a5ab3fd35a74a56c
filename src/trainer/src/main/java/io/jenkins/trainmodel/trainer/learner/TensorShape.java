package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Name, type and shape that a tensor of a checkpoint must have. */
record TensorShape(String name, TensorType type, List<Long> shape) {
    NamedTensor with(ByteBuffer elements) {
        return new HostTensor(name, type, shape, elements);
    }

    /** @throws IllegalArgumentException if there is no such tensor */
    NamedTensor find(Map<String, NamedTensor> byName) {
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
