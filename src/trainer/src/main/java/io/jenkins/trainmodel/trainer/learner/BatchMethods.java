package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of the methods that a batch passes through: the network, loss, metrics and gradient.
 *
 * @param mixes whether samples are mixed in pairs while they train
 * @param checkpointing how activations are made again on the way back; empty: they are kept
 */
record BatchMethods(
        NetworkTensors tensors,
        Objective objective,
        Precision precision,
        Transfer transfer,
        boolean mixes,
        Optional<Checkpointing> checkpointing) {
    private static final String TENSOR = "Tensor";
    private static final String NONE = "None";
    private static final String X = "x";
    private static final String TARGETS = "targets";
    private static final String GRADIENT = "gradient";
    private static final String LOSS = "loss";

    /** Makes the text of a method. */
    @FunctionalInterface
    interface MethodText {
        String of(String name, String arguments, String result, List<String> lines);
    }

    /** The methods that train and measure, by where network and loss are computed. */
    List<String> text(boolean lossOutside, MethodText text) {
        List<String> methods = new ArrayList<>(tensors.outside() ? networkOutside(text) : network(lossOutside, text));
        if (lossOutside) {
            methods.addAll(withLossOutside(text));
        } else {
            methods.addAll(tensors.outside() ? withNetworkOutside(text) : withLoss(text));
        }
        return methods;
    }

    private List<String> network(boolean alone, MethodText text) {
        String outputs = text.of(ScriptNetwork.OUTPUTS, "x: Tensor", TENSOR, outputs());
        return alone ? List.of(outputs, text.of(ScriptNetwork.LEARN, "x: Tensor", TENSOR, learn())) : List.of(outputs);
    }

    /** What comes before a network that is computed outside, see {@link BlockNetwork}. */
    private List<String> networkOutside(MethodText text) {
        return List.of(text.of(BlockNetwork.PREPARE, "x: Tensor" + share(), TENSOR, prepare()));
    }

    /** With a loss that is computed here. */
    private List<String> withLoss(MethodText text) {
        return List.of(
                text.of("forward", "x: Tensor, targets: Tensor" + share(), TENSOR, forward()),
                text.of("evaluate", "x: Tensor, targets: Tensor", NONE, evaluate()));
    }

    /** The same behind a network that is computed outside, see {@link NetworkOutside}. */
    private List<String> withNetworkOutside(MethodText text) {
        String told = "outputs: Tensor, targets: Tensor";
        return List.of(
                text.of(NetworkOutside.LEARN_BEHIND, told + share(), TENSOR, learnBehind()),
                text.of(NetworkOutside.EVALUATE_BEHIND, told, NONE, evaluateBehind()));
    }

    /** With one that is told outside, see {@link LossOutside}. */
    private List<String> withLossOutside(MethodText text) {
        String told = "outputs: Tensor, targets: Tensor, ";
        return List.of(
                text.of(LossOutside.LEARN_FROM, told + "gradient: Tensor, loss: Tensor", TENSOR, learnFrom()),
                text.of(LossOutside.EVALUATE_WITH, told + "loss: Tensor", NONE, evaluateWith()));
    }

    private String share() {
        return mixes ? ", share_of_first: Tensor" : "";
    }

    /** What the network gives, in float32: the loss is never computed in less. */
    private List<String> outputs() {
        return List.of("return (self.network).forward(x, )" + cast());
    }

    private String cast() {
        return precision == Precision.BFLOAT16 ? ".to(6)" : "";
    }

    /** The lines from {@code x} to {@code outputs} in training. */
    private List<String> trained() {
        return checkpointing.map(kept -> kept.forward(cast())).orElse(List.of("outputs = (self).outputs(x, )"));
    }

    List<String> accumulate() {
        List<String> lines = new ArrayList<>();
        lines.add("n = torch.size(targets, 0)");
        lines.addAll(objective.preparations());
        List<Sum> sums = objective.sums();
        for (int i = 0; i < sums.size(); i++) {
            lines.add("torch.add_(sums[" + i + "], " + sums.get(i).addend() + ")");
        }
        lines.add("return None");
        return lines;
    }

    private List<String> forward() {
        List<String> lines = new ArrayList<>(transfer.lines(X, TARGETS));
        lines.addAll(toOutputs());
        lines.addAll(toLoss());
        return lines;
    }

    private List<String> toLoss() {
        List<String> lines = new ArrayList<>(mixes ? lossOfPairs() : List.of("loss = " + objective.lossExpression()));
        lines.add("(self).accumulate(self.training_sums, torch.detach(outputs), targets, torch.detach(loss), )");
        lines.add("return loss");
        return lines;
    }

    /** From {@code x} on the device to {@code outputs} in training. */
    private List<String> toOutputs() {
        List<String> lines = new ArrayList<>(toNetwork());
        lines.addAll(tensors.still());
        lines.addAll(trained());
        return lines;
    }

    /** From {@code x} on the device to what the network is given. */
    private List<String> toNetwork() {
        List<String> lines = new ArrayList<>();
        if (!tensors.buffers().isEmpty()) {
            lines.add("if torch.eq(torch.len(self.gradients), 0):");
            lines.add("  " + tensors.backup());
        }
        if (mixes) {
            lines.addAll(shares());
            lines.add("x = torch.add(torch.mul(x, share), torch.mul(torch.flip(x, [0]), rest))");
        }
        return lines;
    }

    /** What is done to a batch before the network is computed outside. */
    private List<String> prepare() {
        List<String> lines = new ArrayList<>(transfer.lines(X));
        lines.addAll(toNetwork());
        lines.add("return x");
        return lines;
    }

    private List<String> learnBehind() {
        List<String> lines = new ArrayList<>(transfer.lines(TARGETS));
        if (mixes) {
            lines.addAll(shares());
        }
        lines.addAll(toLoss());
        return lines;
    }

    /** What the network gives in training, for a loss that is told outside. */
    private List<String> learn() {
        List<String> lines = new ArrayList<>(transfer.lines(X));
        lines.addAll(toOutputs());
        lines.add("return outputs");
        return lines;
    }

    /** A number whose derivative by the outputs is the given one, so that the way back is that of every loss. */
    private List<String> learnFrom() {
        List<String> lines = new ArrayList<>(transfer.lines(TARGETS, GRADIENT, LOSS));
        lines.add("(self).accumulate(self.training_sums, torch.detach(outputs), targets, loss, )");
        lines.add("return torch.sum(torch.mul(outputs, gradient))");
        return lines;
    }

    /** Adds what was told outside to what is measured. */
    private List<String> evaluateWith() {
        List<String> lines = new ArrayList<>(transfer.lines(TARGETS, LOSS));
        lines.add("(self).accumulate(self.evaluation_sums, outputs, targets, loss, )");
        lines.add("return None");
        return lines;
    }

    /**
     * Each sample with the one that stands as far from the end as it does from the beginning: the batch is in random order
     * already. The share is in host memory, so that nobody waits for a GPU; metrics are measured against the labels with the
     * larger share.
     */
    private static List<String> shares() {
        return List.of("share = float(share_of_first)", "rest = torch.sub(1., share)");
    }

    private List<String> lossOfPairs() {
        return List.of(
                "first = " + objective.lossExpression(),
                "labels = targets",
                "targets = torch.flip(targets, [0])",
                "second = " + objective.lossExpression(),
                "targets = labels",
                "loss = torch.add(torch.mul(first, share), torch.mul(second, rest))");
    }

    List<String> backward() {
        return new GradientMethod(tensors, checkpointing).backward();
    }

    private List<String> evaluate() {
        List<String> lines = new ArrayList<>(transfer.lines(X, TARGETS));
        lines.add("outputs = (self).outputs(x, )");
        lines.addAll(measured());
        return lines;
    }

    private List<String> evaluateBehind() {
        List<String> lines = new ArrayList<>(transfer.lines(TARGETS));
        lines.addAll(measured());
        return lines;
    }

    private List<String> measured() {
        List<String> lines = new ArrayList<>();
        lines.add("loss = " + objective.lossExpression());
        lines.add("(self).accumulate(self.evaluation_sums, outputs, targets, loss, )");
        lines.add("return None");
        return lines;
    }
}
