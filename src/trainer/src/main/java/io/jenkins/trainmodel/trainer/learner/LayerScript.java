package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.learner.BatchMethods.MethodText;
import io.jenkins.trainmodel.trainer.network.layer.Part;
import io.jenkins.trainmodel.trainer.network.layer.Segment;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.NetworkScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The methods that take a batch through each part of a network alone, with the lines that a training has for it.
 *
 * @param parts one after another
 */
record LayerScript(NetworkTensors tensors, List<Part> parts) {
    /** From what comes into a part to what goes into the next. */
    static final String ADVANCE = "advance_";

    /** The same so many times, and a number that is there once all is computed. */
    static final String FORWARD = "forward_";

    /** Forward and back, and a number that is there once all is computed; once more than it is told, since the first gives the shapes. */
    static final String BACK = "back_";

    private static final String TENSOR = "Tensor";
    private static final String REPEATED = "x: Tensor, times: Tensor";
    private static final String NUMBER = "return torch.select(torch.reshape(torch.detach(x), [-1]), 0, 0).to(6)";

    List<String> text(MethodText text) {
        List<String> methods = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            methods.add(text.of(ADVANCE + part, "x: Tensor", TENSOR, advance(part)));
            methods.add(text.of(FORWARD + part, REPEATED, TENSOR, forward(part)));
            if (goesBack(part)) {
                methods.add(text.of(BACK + part, REPEATED, TENSOR, back(part)));
            }
        }
        return methods;
    }

    /** Whether a gradient goes on to what comes into a part: something before it is trained. */
    boolean goesOn(int part) {
        return IntStream.range(0, part).anyMatch(before -> !trained(before).isEmpty());
    }

    /** Whether a training goes back through a part at all. */
    boolean goesBack(int part) {
        return goesOn(part) || !trained(part).isEmpty();
    }

    /** Its parameters that are trained. */
    List<TensorSpec> trained(int part) {
        return tensors.trainedIn(segment(part));
    }

    private Segment segment(int part) {
        return new Segment(List.of(parts.get(part)));
    }

    private List<String> computed(int part) {
        return NetworkScript.lines(segment(part), "self." + NetworkTensors.NETWORK);
    }

    private List<String> advance(int part) {
        List<String> lines = new ArrayList<>(computed(part));
        lines.add("return torch.detach(x)");
        return lines;
    }

    private List<String> begin(int part) {
        return List.of(
                goesOn(part) ? "input = torch.requires_grad_(torch.detach(x), True)" : "input = torch.detach(x)",
                "n = int(times)");
    }

    private List<String> forward(int part) {
        List<String> lines = new ArrayList<>(begin(part));
        lines.add("for i in range(n):");
        lines.add("  x = input");
        computed(part).forEach(line -> lines.add("  " + line));
        lines.add(NUMBER);
        return lines;
    }

    private List<String> back(int part) {
        List<String> once = new ArrayList<>(List.of("x = input"));
        once.addAll(computed(part));
        String gradients = "found = torch.grad([x], " + sources(part) + ", given, False, False, True)";
        List<String> lines = new ArrayList<>(begin(part));
        lines.addAll(once);
        lines.add("given = annotate(List[Optional[Tensor]], [torch.ones_like(x)])");
        lines.add(gradients);
        lines.add("for i in range(n):");
        once.forEach(line -> lines.add("  " + line));
        lines.add("  " + gradients);
        lines.add("first = found[0]");
        lines.add("if torch.__isnot__(first, None):");
        lines.add("  x = unchecked_cast(Tensor, first)");
        lines.add(NUMBER);
        return lines;
    }

    /** What gradients are wanted for. */
    private String sources(int part) {
        List<TensorSpec> trained = trained(part);
        if (!goesOn(part)) {
            return tensors.list(trained);
        }
        return trained.isEmpty() ? "[input]" : "[input] + " + tensors.list(trained);
    }
}
