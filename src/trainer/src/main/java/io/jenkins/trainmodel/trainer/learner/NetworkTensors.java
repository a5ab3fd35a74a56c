package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.Segment;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.ScriptModule;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tensors of a network, and how a method of the training module finds them.
 *
 * @param all in the order of the layers, then those of adapters
 * @param kept those that the optimizer has a state for
 * @param parameters those of them that are trained: the others are frozen
 * @param buffers what layers keep besides and training changes
 */
record NetworkTensors(
        List<TensorSpec> all,
        List<TensorSpec> kept,
        List<TensorSpec> parameters,
        List<TensorSpec> buffers,
        Adapters adapters) {
    /** The attribute that holds the network. */
    static final String NETWORK = "network";

    static NetworkTensors of(Architecture architecture, Trained trained) {
        List<TensorSpec> all = trained.tensors(architecture);
        return new NetworkTensors(
                all,
                trained.withState(architecture),
                all.stream().filter(trained::holds).toList(),
                all.stream()
                        .filter(tensor ->
                                !tensor.trainable() && !trained.frozen().contains(tensor.name()))
                        .toList(),
                trained.adapters());
    }

    /** The parameters that a segment of the network uses, in the order of the segment; behind each those beside it. */
    List<TensorSpec> trainedIn(Segment segment) {
        return segment.tensors().stream()
                .flatMap(tensor -> Stream.concat(
                        Stream.of(tensor),
                        adapters.beside(tensor.name()).stream()
                                .flatMap(adapter -> Stream.of(adapter.down(), adapter.up()))))
                .filter(parameters::contains)
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
