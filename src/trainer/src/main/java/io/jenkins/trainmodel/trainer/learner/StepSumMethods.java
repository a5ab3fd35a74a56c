package io.jenkins.trainmodel.trainer.learner;

import java.util.ArrayList;
import java.util.List;

/** The lines of the methods that give what a replica has learned in a step, and take what all of them have. */
record StepSumMethods(NetworkTensors tensors) {
    static final String READ_SUMS = "read_sums";
    static final String TAKE_SUMS = "take_sums";
    static final String FLAT_GRADIENTS = "flat_gradients";
    static final String TAKE_GRADIENTS = "take_gradients";

    private static final String TENSOR = "Tensor";
    private static final String NONE = "None";
    private static final String VALUES = "values: Tensor";

    List<String> text(BatchMethods.MethodText text) {
        return List.of(
                text.of(READ_SUMS, "", TENSOR, List.of("return torch.cat(self.training_sums)")),
                text.of(TAKE_SUMS, VALUES, NONE, takeSums()),
                text.of(FLAT_GRADIENTS, "", TENSOR, flatGradients()),
                text.of(TAKE_GRADIENTS, VALUES, NONE, takeGradients()));
    }

    private static List<String> takeSums() {
        return List.of(
                "first = 0",
                "for i in range(torch.len(self.training_sums)):",
                "  sum = (self.training_sums)[i]",
                "  count = torch.numel(sum)",
                "  _0 = torch.copy_(sum, torch.narrow(values, 0, first, count))",
                "  first = torch.add(first, count)",
                "return None");
    }

    /** All gradients of the step as one vector; zeros where none of its samples was this replica's. */
    private List<String> flatGradients() {
        List<String> lines = new ArrayList<>();
        lines.add("if torch.eq(torch.len(self.gradients), 0):");
        if (!tensors.buffers().isEmpty()) {
            lines.add("  " + tensors.backup());
        }
        lines.addAll(List.of(
                "  zeros = annotate(List[Tensor], [])",
                "  parameters = " + tensors.list(tensors.parameters()),
                "  for i in range(torch.len(parameters)):",
                "    torch.append(zeros, torch.zeros_like(parameters[i]))",
                "  self.gradients = zeros",
                "parts = annotate(List[Tensor], [])",
                "for j in range(torch.len(self.gradients)):",
                "  torch.append(parts, torch.reshape((self.gradients)[j], [-1]))",
                "return torch.cat(parts)"));
        return lines;
    }

    /** The gradients become views of the vector. */
    private static List<String> takeGradients() {
        return List.of(
                "flat = torch.to(values, self.count.device, None, False, False)",
                "taken = annotate(List[Tensor], [])",
                "first = 0",
                "for i in range(torch.len(self.gradients)):",
                "  gradient = (self.gradients)[i]",
                "  count = torch.numel(gradient)",
                "  torch.append(taken, torch.view_as(torch.narrow(flat, 0, first, count), gradient))",
                "  first = torch.add(first, count)",
                "self.gradients = taken",
                "return None");
    }
}
