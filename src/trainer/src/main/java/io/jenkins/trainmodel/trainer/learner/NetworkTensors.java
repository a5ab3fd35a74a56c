package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tensors of a network, and how a method of the training module finds them.
 *
 * @param all in the order of the layers
 * @param parameters those that are trained
 * @param buffers the others
 */
record NetworkTensors(List<TensorSpec> all, List<TensorSpec> parameters, List<TensorSpec> buffers) {
    /** The attribute that holds the network. */
    static final String NETWORK = "network";

    static NetworkTensors of(Architecture architecture) {
        List<TensorSpec> all = architecture.tensors();
        return new NetworkTensors(
                all,
                all.stream().filter(TensorSpec::trainable).toList(),
                all.stream().filter(tensor -> !tensor.trainable()).toList());
    }

    /** The expression for a list of these tensors. */
    static String list(List<TensorSpec> tensors) {
        return tensors.stream().map(NetworkTensors::access).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The expression for one tensor. */
    static String access(TensorSpec tensor) {
        return ScriptModule.access("self." + NETWORK, tensor.name());
    }
}
