package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.ClassToken;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.EncoderBlock;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.LayerNorm;
import io.jenkins.trainmodel.trainer.network.layer.LearnedPositions;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.SelfAttention;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool.How;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.Sequential.Child;
import io.jenkins.trainmodel.trainer.network.layer.SinusoidalPositions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An encoder of transformer blocks over a sequence (Vaswani et al. 2017), normalised first, and a linear layer over what they
 * make of it. Its blocks are PyTorch's {@code TransformerEncoder} with {@code norm_first}, {@code gelu} and a last
 * normalisation, in names and first values.
 */
final class TransformerEncoder implements NetworkFamily {
    private static final int HIDDEN_PER_WIDTH = 4;

    private enum Position {
        LEARNED,
        SINUSOIDAL,
        ROTARY
    }

    @Override
    public String name() {
        return "transformer";
    }

    @Override
    public Set<String> options() {
        return Set.of("layers", "heads", "width", "dropout", "position", "pool");
    }

    /** A step's numbers become a vector of the width by a linear layer. */
    @Override
    public Sequential build(Options options, List<Integer> sampleShape, int outputs) {
        SequenceInput input = SequenceInput.ofNumbers(name(), sampleShape);
        List<Child> layers = new ArrayList<>(input.layers());
        int width = options.size("width", 64);
        layers.add(new Child("input", new Linear(input.width(), width)));
        double dropout = options.number("dropout", 0);
        How how = options.word("pool", Map.of("mean", How.MEAN, "last", How.LAST, "cls", How.FIRST), "mean");
        if (how == How.FIRST) {
            layers.add(new Child("cls", new ClassToken(width)));
        }
        addPositions(layers, position(options), how == How.FIRST ? input.steps() + 1 : input.steps(), width);
        if (dropout > 0) {
            layers.add(new Child("dropout", new Dropout(dropout)));
        }
        layers.add(new Child("encoder", encoder(options, width, dropout)));
        layers.add(new Child("pool", new SequencePool(how)));
        layers.add(new Child("fc", new Linear(width, outputs)));
        return new Sequential(layers);
    }

    private static void addPositions(List<Child> layers, Position position, int steps, int width) {
        if (position == Position.LEARNED) {
            layers.add(new Child("position", new LearnedPositions(steps, width)));
        } else if (position == Position.SINUSOIDAL) {
            layers.add(new Child("position", new SinusoidalPositions(width)));
        }
    }

    private static Sequential encoder(Options options, int width, double dropout) {
        boolean rotary = position(options) == Position.ROTARY;
        SelfAttention attention = new SelfAttention(width, options.size("heads", 4), rotary, dropout);
        Layer block = new EncoderBlock(attention, HIDDEN_PER_WIDTH * width, dropout);
        return new Sequential(List.of(
                new Child("layers", Sequential.of(Collections.nCopies(options.size("layers", 2), block))),
                new Child("norm", new LayerNorm(width))));
    }

    private static Position position(Options options) {
        Map<String, Position> words =
                Map.of("learned", Position.LEARNED, "sinusoidal", Position.SINUSOIDAL, "rotary", Position.ROTARY);
        return options.word("position", words, "learned");
    }
}
