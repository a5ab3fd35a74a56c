package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Cost;
import io.jenkins.trainmodel.trainer.network.layer.EncoderBlock;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Recurrent;
import io.jenkins.trainmodel.trainer.network.layer.Segment;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.Shapes;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A network for samples of one shape: all that is needed to build it again, without its parameters' values.
 *
 * @param family the name it was found by, such as {@code mlp}
 * @param sampleShape shape of one sample, {@code [features]}, {@code [tokens]}, {@code [steps, features]} or {@code [channels,
 *     height, width]}
 * @param outputs number of classes, or of predicted values
 * @param network the layers, whose output has the shape [outputs]
 */
public record Architecture(String family, List<Integer> sampleShape, int outputs, Sequential network) {
    public Architecture {
        if (family == null
                || sampleShape == null
                || network == null
                || sampleShape.stream().anyMatch(Objects::isNull)) {
            throw new NetworkException("an architecture needs family, sampleShape and network");
        }
        sampleShape = List.copyOf(sampleShape);
        if (sampleShape.isEmpty() || sampleShape.size() > 3) {
            throw new NetworkException("samples have one to three axes, not shape " + sampleShape);
        }
        sampleShape.forEach(size -> Shapes.requireSize("an axis of a sample", size, 1));
        Shapes.requireSize("outputs of a network", outputs, 1);
        try {
            requireOutputs(network.cost(sampleShape).outputShape(), sampleShape, outputs);
        } catch (ArithmeticException e) {
            throw new NetworkException("the network is too large to count", e);
        }
    }

    /** A sample gives the outputs once, or a sequence at each of its places. */
    private static void requireOutputs(List<Integer> shape, List<Integer> sample, int outputs) {
        if (!shape.equals(List.of(outputs)) && !shape.equals(List.of(sample.get(0), outputs))) {
            throw new NetworkException(
                    "the network gives shape " + shape + " where " + outputs + " outputs are needed");
        }
    }

    /** The same with the code of a network that a user's own class computes, which its description has not; others as they are. */
    public Architecture with(OwnBlock.Code code) {
        return OwnBlock.in(network)
                .map(block -> new Architecture(
                        family, sampleShape, outputs, block.with(code).alone()))
                .orElse(this);
    }

    /** Parameters and buffers in the order of the layers. */
    public List<TensorSpec> tensors() {
        return network.tensors();
    }

    /**
     * Whether weight decay is one of matrices alone, and vectors such as biases keep their size: so it is where sequences are
     * read.
     */
    public boolean matricesAloneDecay() {
        return readsSequences();
    }

    /** Whether samples are sequences to it, which may be of other lengths than those that it is trained with. */
    public boolean readsSequences() {
        return Stream.of(LanguageModel.class, Recurrent.class, EncoderBlock.class)
                .anyMatch(network::contains);
    }

    /** Bytes that one sample's way keeps where blocks keep their inputs alone. */
    public long checkpointedBytes() {
        return Segment.keptBytes(network, sampleShape);
    }

    /** What one sample's forward pass takes. */
    public Cost cost() {
        return network.cost(sampleShape);
    }
}
