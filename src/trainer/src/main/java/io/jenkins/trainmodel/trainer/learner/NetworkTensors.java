package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tensors of a network, and how a method of the training module finds them.
 *
 * @param all in the order of the layers
 * @param trainable those that the optimizer has a state for
 * @param parameters those of them that are trained: the others are frozen
 * @param buffers what layers keep besides and training changes
 */
record NetworkTensors(
        List<TensorSpec> all, List<TensorSpec> trainable, List<TensorSpec> parameters, List<TensorSpec> buffers) {
    /** The attribute that holds the network. */
    static final String NETWORK = "network";

    /** @param frozen names of tensors that stay as they are */
    static NetworkTensors of(Architecture architecture, Set<String> frozen) {
        List<TensorSpec> all = architecture.tensors();
        List<TensorSpec> trainable = all.stream().filter(TensorSpec::trainable).toList();
        return new NetworkTensors(
                all,
                trainable,
                without(frozen, trainable),
                without(
                        frozen,
                        all.stream().filter(tensor -> !tensor.trainable()).toList()));
    }

    private static List<TensorSpec> without(Set<String> frozen, List<TensorSpec> tensors) {
        return tensors.stream()
                .filter(tensor -> !frozen.contains(tensor.name()))
                .toList();
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
