package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.optimizer.FusedOptimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The lines of the methods that make the optimizer's state and update the parameters.
 *
 * @param gradientClip the largest global norm of the gradient
 */
record UpdateMethods(NetworkTensors tensors, FusedOptimizer optimizer, Optional<Double> gradientClip) {
    /** Makes the optimizer's state on the device, so that the archive does not have to hold it. */
    List<String> begin() {
        List<String> lines = new ArrayList<>();
        lines.add("parameters = " + NetworkTensors.list(tensors.trainable()));
        for (String state : optimizer.states()) {
            lines.add("zeros = annotate(List[Tensor], [])");
            lines.add("for i in range(torch.len(parameters)):");
            lines.add("  torch.append(zeros, torch.zeros_like(parameters[i]))");
            lines.add("self." + state + " = zeros");
        }
        lines.add("return None");
        return lines;
    }

    /**
     * The norm of the mean gradient is added up. If the loss's sum or the norm's is not finite the flag goes up and stays,
     * and the fused call leaves parameters and state as they are; so nothing is read back. The parameters are returned so
     * that the compiler keeps the call, see {@link TrainingScript}.
     */
    List<String> update() {
        List<String> lines = new ArrayList<>();
        lines.add("parameters = " + NetworkTensors.list(tensors.parameters()));
        lines.add("gradients = self.gradients");
        lines.add("norms = torch._foreach_norm(gradients, 2)");
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
        lines.add("counts = "
                + IntStream.range(0, tensors.parameters().size())
                        .mapToObj(i -> "self.count")
                        .collect(Collectors.joining(", ", "[", "]")));
        optimizer.states().forEach(state -> lines.add(state + " = " + tensors.ofParameters("self." + state)));
        lines.add(optimizer.expression());
        lines.addAll(restoreBuffers());
        lines.add("self.gradients = annotate(List[Tensor], [])");
        lines.add("return parameters");
        return lines;
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
            String buffer = NetworkTensors.access(tensors.buffers().get(i));
            lines.add("torch.where(skip, self.backups[" + i + "], " + buffer + ", out=" + buffer + ")");
        });
        return lines;
    }
}
