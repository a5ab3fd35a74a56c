package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
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
 * @param ofFile whether the network is that of a TorchScript file, which may declare any tensor as one that can be missing
 * @param outside whether the network is computed outside of the script, of which the attribute holds the tensors alone
 */
record NetworkTensors(
        List<TensorSpec> all,
        List<TensorSpec> kept,
        List<TensorSpec> parameters,
        List<TensorSpec> buffers,
        Adapters adapters,
        boolean ofFile,
        boolean outside) {
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
                trained.adapters(),
                Scripted.in(architecture.network()).isPresent(),
                OwnBlock.in(architecture.network()).isPresent());
    }

    /** Whether a parameter may have no part in the outputs, as nobody knows the code that was written elsewhere. */
    boolean mayBeUnused() {
        return ofFile || outside;
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

    /** The line that keeps the buffers as they are before a step. */
    String backup() {
        // Times 1 is a copy of all in one operation on a GPU, which a copy is not; a whole 1 keeps whole numbers whole.
        return "self.backups = torch._foreach_mul(" + list(buffers) + ", 1)";
    }

    /** The expression for a list of these tensors. */
    String list(List<TensorSpec> tensors) {
        return tensors.stream().map(this::access).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Lines that keep what is frozen as it is in a network of a file: modules whose statistics are frozen do in training what
     * they do in evaluation. Generated networks are generated so.
     */
    List<String> still() {
        return ofFile
                ? all.stream()
                        .filter(tensor -> !tensor.trainable() && !buffers.contains(tensor))
                        .map(tensor -> tensor.name()
                                .substring(0, Math.max(0, tensor.name().lastIndexOf('.'))))
                        .filter(module -> !module.isEmpty())
                        .distinct()
                        .map(module -> ScriptModule.access("self." + NETWORK, module) + ".training = False")
                        .toList()
                : List.of();
    }

    /** The expression for one tensor. */
    String access(TensorSpec tensor) {
        String expression = ScriptModule.access("self." + NETWORK, tensor.name());
        return ofFile ? "unchecked_cast(Tensor, " + expression + ")" : expression;
    }
}
