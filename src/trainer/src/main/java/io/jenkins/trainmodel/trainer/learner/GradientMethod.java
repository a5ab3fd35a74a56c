package io.jenkins.trainmodel.trainer.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of the method that goes back from a loss, and adds up the gradients of a step.
 *
 * @param checkpointing how activations are made again on the way back; empty: they are kept
 */
record GradientMethod(NetworkTensors tensors, Optional<Checkpointing> checkpointing) {
    private static final String NO_TENSORS = "annotate(List[Tensor], [])";
    private static final String UNUSED = "unused";

    /** What it gives are the places of the parameters without a gradient, in host memory. */
    List<String> backward() {
        List<String> lines =
                new ArrayList<>(checkpointing.map(Checkpointing::backward).orElseGet(this::gradients));
        boolean tells = checkpointing.isEmpty() && tensors.mayBeUnused();
        lines.addAll(List.of(
                "if torch.eq(torch.len(self.gradients), 0):",
                "  self.gradients = gradients",
                "else:",
                "  torch._foreach_add_(self.gradients, gradients)",
                "return " + (tells ? UNUSED : NO_TENSORS)));
        return lines;
    }

    /** Of a network that was written elsewhere some parameters may have no part in the outputs: their gradient is 0. */
    private List<String> gradients() {
        String unused = tensors.mayBeUnused() ? "True" : "False";
        List<String> lines = new ArrayList<>();
        if (tensors.mayBeUnused()) {
            lines.add(UNUSED + " = " + NO_TENSORS);
        }
        lines.addAll(List.of(
                "parameters = " + tensors.list(tensors.parameters()),
                "optional = torch.grad([loss], parameters, None, False, False, " + unused + ")",
                "gradients = " + NO_TENSORS,
                "for i in range(torch.len(optional)):",
                "  gradient = optional[i]",
                "  if torch.__isnot__(gradient, None):",
                "    torch.append(gradients, unchecked_cast(Tensor, gradient))"));
        if (tensors.mayBeUnused()) {
            lines.addAll(List.of(
                    "  else:",
                    "    torch.append(gradients, torch.zeros_like(parameters[i]))",
                    "    torch.append(" + UNUSED + ", torch.full([1], i))"));
        }
        return lines;
    }
}
