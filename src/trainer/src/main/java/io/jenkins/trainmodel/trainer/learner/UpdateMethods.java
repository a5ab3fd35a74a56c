package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.adapter.Adapter;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The lines of the methods that make the optimizer's state and update the parameters.
 *
 * @param groups all parameters that are trained, by how
 * @param gradientClip the largest global norm of the gradient
 */
record UpdateMethods(
        NetworkTensors tensors, List<UpdateGroup> groups, FusedOptimizer optimizer, Optional<Double> gradientClip) {
    /** Makes all large tensors on the device, so that the archive does not have to hold them. */
    List<String> begin() {
        List<String> lines = new ArrayList<>();
        tensors.all()
                .forEach(tensor -> lines.add("torch.set_(" + tensors.access(tensor) + ", torch.empty("
                        + (tensor.shape().isEmpty() ? "annotate(List[int], [])" : tensor.shape()) + ", dtype="
                        + (tensor.type() == TensorType.I64 ? 4 : 6) + ", device=self.count.device))"));
        lines.add("parameters = " + tensors.list(tensors.kept()));
        for (String state : optimizer.states()) {
            lines.add("zeros = annotate(List[Tensor], [])");
            lines.add("for i in range(torch.len(parameters)):");
            lines.add("  torch.append(zeros, torch.zeros_like(parameters[i]))");
            lines.add("self." + state + " = zeros");
        }
        lines.add("return None");
        return lines;
    }

    /** Adds what adapters say to the weights that they stand beside, and lets them say nothing more: the outputs are the same. */
    List<String> merge() {
        List<String> lines = new ArrayList<>();
        for (Adapter adapter : tensors.adapters().list()) {
            String up = tensors.access(adapter.up());
            lines.add("torch.add_(" + tensors.access(adapter.weight()) + ", torch.matmul(" + up + ", "
                    + tensors.access(adapter.down()) + "), alpha="
                    + tensors.adapters().scale() + ")");
            lines.add("torch.zero_(" + up + ")");
        }
        lines.add("return None");
        return lines;
    }

    /**
     * The norm of the mean gradient is added up. If the loss's sum or the norm's is not finite the flag goes up and stays,
     * and the fused calls leave parameters and state as they are; so nothing is read back. The parameters are returned so
     * that the compiler keeps the calls, see {@link TrainingScript}.
     */
    List<String> update() {
        List<String> lines = new ArrayList<>();
        lines.add("norms = torch._foreach_norm(self.gradients, 2)");
        lines.add("norm = torch.linalg_vector_norm(torch.stack(norms, 0), 2)");
        // On a GPU every operation costs its launch, so none is done for nothing.
        lines.add("if torch.ne(batches, 1.):");
        lines.add("  norm = torch.div(norm, batches)");
        lines.add("torch.add_(self.gradient_norm, norm)");
        lines.add("torch.add_(self.updates, 1)");
        lines.add("total = torch.add(self.gradient_norm, self.training_sums[0])");
        lines.add("bad = torch.reshape(torch.ne(torch.sub(total, total), 0), [])");
        lines.add("torch.maximum(self.found_inf, bad, out=self.found_inf)");
        lines.add("torch.add_(self.skipped, self.found_inf)");
        lines.add("torch.add_(self.count, torch.rsub(self.found_inf, 1))");
        lines.addAll(scale());
        List<String> updated = new ArrayList<>();
        for (UpdateGroup group : groups) {
            String name = "updated_" + updated.size();
            lines.addAll(updateOf(group, name));
            updated.add(name);
        }
        lines.addAll(restoreBuffers());
        lines.add("self.gradients = annotate(List[Tensor], [])");
        lines.add("return " + String.join(" + ", updated));
        return lines;
    }

    /** The fused call for some of the parameters, which leaves a list of them under a name. */
    private List<String> updateOf(UpdateGroup group, String updated) {
        List<TensorSpec> some = group.parameters();
        List<String> lines = new ArrayList<>();
        lines.add(updated + " = " + tensors.list(some));
        lines.add("gradients = " + among(some, tensors.parameters(), "self.gradients"));
        lines.add("counts = " + some.stream().map(tensor -> "self.count").collect(Collectors.joining(", ", "[", "]")));
        for (String state : optimizer.states()) {
            lines.add(state + " = " + among(some, tensors.kept(), "self." + state));
        }
        lines.add(optimizer.expression(updated, group.learningRate(), group.decays()));
        return lines;
    }

    /** The expression for those entries of a list, one a tensor, that belong to some of the tensors. */
    private static String among(List<TensorSpec> some, List<TensorSpec> tensors, String list) {
        return some.equals(tensors)
                ? list
                : some.stream()
                        .map(tensor -> "(" + list + ")[" + tensors.indexOf(tensor) + "]")
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The fused call divides by the scale: the number of batches, and what is above the clip. */
    private List<String> scale() {
        return gradientClip
                .map(clip -> List.of("scale = torch.mul(torch.clamp(torch.div(norm, " + clip + "), 1.), batches)"))
                .orElse(List.of(
                        "scale = annotate(Optional[Tensor], None)",
                        "if torch.ne(batches, 1.):",
                        "  scale = torch.mul(torch.ones_like(norm), batches)"));
    }

    private List<String> restoreBuffers() {
        if (tensors.buffers().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("skip = torch.gt(self.found_inf, 0)"));
        IntStream.range(0, tensors.buffers().size()).forEach(i -> {
            String buffer = tensors.access(tensors.buffers().get(i));
            lines.add("torch.where(skip, self.backups[" + i + "], " + buffer + ", out=" + buffer + ")");
        });
        return lines;
    }
}
