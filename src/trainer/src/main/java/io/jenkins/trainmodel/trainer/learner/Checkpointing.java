package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.trainer.network.layer.Segment;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.script.NetworkScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The lines that train a network with what goes into its segments kept alone (Chen et al. 2016, "Training deep nets with
 * sublinear memory cost"): forward, all but the last compute without a graph; on the way back each is computed again, with one.
 * What drops elements is seeded before each of them, by numbers drawn from the batch's own seed, so that the same ones drop
 * both times. Running statistics, which the second time would move again, are put back.
 *
 * @param tensors those of the whole network
 * @param segments at least two
 * @param random whether anything is drawn
 */
record Checkpointing(NetworkTensors tensors, List<Segment> segments, boolean random) {
    /** What the module keeps between the two ways: the input of every segment from the first one that is trained. */
    static final String KEPT = "kept";

    static final String SEEDS = "seeds";

    /** Empty where the network has no blocks, so that there is nothing to gain. */
    static Optional<Checkpointing> of(Sequential network, NetworkTensors tensors, boolean random) {
        List<Segment> segments = Segment.of(network);
        return segments.size() > 1 ? Optional.of(new Checkpointing(tensors, segments, random)) : Optional.empty();
    }

    private int last() {
        return segments.size() - 1;
    }

    /** The first segment that anything is trained of; no gradient goes further. */
    private int first() {
        return IntStream.range(0, segments.size())
                .filter(index -> !trained(index).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** From {@code x} to {@code outputs}. */
    List<String> forward(String cast) {
        List<String> lines = new ArrayList<>();
        if (random) {
            lines.add("self.seeds = torch.unbind(torch.randint(" + Integer.MAX_VALUE + ", [" + segments.size()
                    + "]), 0)");
        }
        lines.add("kept = annotate(List[Tensor], [])");
        lines.add("torch.set_grad_enabled(False)");
        for (int index = 0; index < last(); index++) {
            if (index >= first()) {
                lines.add("torch.append(kept, x)");
            }
            lines.addAll(computed(index));
        }
        lines.add("torch.set_grad_enabled(True)");
        if (first() < last()) {
            lines.add("x = torch.requires_grad_(torch.detach(x), True)");
        }
        lines.add("torch.append(kept, x)");
        lines.add("self.kept = kept");
        lines.addAll(computed(last()));
        lines.add("outputs = x" + cast);
        return lines;
    }

    private List<String> computed(int index) {
        List<String> lines = new ArrayList<>();
        if (random) {
            lines.add("torch.manual_seed(int(self.seeds[" + index + "]))");
        }
        lines.addAll(NetworkScript.lines(segments.get(index), "self." + NetworkTensors.NETWORK));
        return lines;
    }

    /** From {@code loss} to {@code gradients}, in the order of the parameters. */
    List<String> backward() {
        Set<TensorSpec> found = new HashSet<>();
        List<String> lines = new ArrayList<>(statistics("statistics_{i} = torch.mul({buffer}, 1.)"));
        lines.add("input = self.kept[" + (last() - first()) + "]");
        lines.addAll(gradients(last(), "loss", "None", found));
        for (int index = last() - 1; index >= first(); index--) {
            lines.add("input = torch.detach(self.kept[" + (index - first()) + "])");
            if (index > first()) {
                lines.add("input = torch.requires_grad_(input, True)");
            }
            lines.add("x = input");
            lines.addAll(computed(index));
            lines.addAll(gradients(index, "x", "given", found));
        }
        lines.addAll(statistics("torch.copy_({buffer}, statistics_{i})"));
        lines.add("self.kept = annotate(List[Tensor], [])");
        lines.add("gradients = "
                + tensors.parameters().stream().map(this::variable).toList());
        return lines;
    }

    /** Takes a segment's gradients, and that of what came in, which is given to the segment before. */
    private List<String> gradients(int index, String output, String given, Set<TensorSpec> found) {
        List<TensorSpec> trained = trained(index);
        boolean goesOn = index > first();
        List<String> lines = new ArrayList<>();
        lines.add("found = torch.grad([" + output + "], " + (goesOn ? "[input] + " : "") + tensors.list(trained) + ", "
                + given + ", False, False, False)");
        if (goesOn) {
            lines.add("given = annotate(List[Optional[Tensor]], [found[0]])");
        }
        for (int place = 0; place < trained.size(); place++) {
            String variable = variable(trained.get(place));
            String gradient = "unchecked_cast(Tensor, found[" + (goesOn ? place + 1 : place) + "])";
            boolean again = !found.add(trained.get(place));
            lines.add(variable + " = " + (again ? "torch.add(" + variable + ", " + gradient + ")" : gradient));
        }
        return lines;
    }

    /** A line for each buffer of what is computed again. */
    private List<String> statistics(String line) {
        List<TensorSpec> again = segments.subList(first(), last()).stream()
                .flatMap(segment -> segment.tensors().stream())
                .filter(tensors.buffers()::contains)
                .toList();
        return IntStream.range(0, again.size())
                .mapToObj(index -> line.replace("{i}", String.valueOf(index))
                        .replace("{buffer}", tensors.access(again.get(index))))
                .toList();
    }

    private String variable(TensorSpec tensor) {
        return "gradient_" + tensors.parameters().indexOf(tensor);
    }

    /** The trained parameters that a segment uses. */
    private List<TensorSpec> trained(int index) {
        return tensors.trainedIn(segments.get(index));
    }
}
