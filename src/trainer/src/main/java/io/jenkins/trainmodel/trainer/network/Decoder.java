package io.jenkins.trainmodel.trainer.network;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.Embedding;
import io.jenkins.trainmodel.trainer.network.layer.GatedProjection;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What decoder-only transformers of GPT-2's layers are put together from, with its names and its first values (Radford et al.
 * 2019): standard deviation 0.02, and 0.02 / √(2 layers) for what is added to the residual stream.
 *
 * @param rotary whether positions are; else they are learned
 * @param epsilon of all normalisations
 * @param tied whether the way back to tokens is the embedding's own weight
 */
record Decoder(int layers, int heads, int width, boolean rotary, double dropout, double epsilon, boolean tied) {
    /** The child under which everything stands; GPT-2's files in the Hugging Face layout have the same. */
    private static final String ROOT = "transformer";

    private static final double DEVIATION = 0.02;
    /** A gated layer has three matrices instead of two, so two thirds of four times the width (Shazeer 2020, section 3.2). */
    private static final int GATED_MULTIPLE = 8;

    /**
     * The network.
     *
     * @param family its name in messages
     * @param mlp what each block does after attention
     */
    Sequential network(String family, List<Integer> sampleShape, int outputs, Sequential mlp) {
        if (sampleShape.size() != 1) {
            throw new NetworkException(family + " takes sequences of tokens, not samples of shape " + sampleShape);
        }
        LanguageModel model = new LanguageModel(
                new Embedding(outputs, width, DEVIATION),
                rotary ? Optional.empty() : Optional.of(new Embedding(sampleShape.get(0), width, DEVIATION)),
                dropout,
                blocks(mlp),
                epsilon,
                tied ? Optional.empty() : Optional.of(new Projection(width, outputs, false, DEVIATION)));
        return new Sequential(List.of(new Sequential.Child(ROOT, model)));
    }

    private Sequential blocks(Sequential mlp) {
        CausalAttention attention = new CausalAttention(
                heads,
                rotary,
                dropout,
                new Projection(width, 3 * width, true, DEVIATION),
                new Projection(width, width, true, residual()));
        TransformerBlock block = new TransformerBlock(attention, mlp, dropout, epsilon);
        return Sequential.of(
                IntStream.range(0, layers).mapToObj(index -> (Layer) block).toList());
    }

    private double residual() {
        return DEVIATION / Math.sqrt(2.0 * layers);
    }

    /** Two linear layers with a function between them. */
    Sequential mlp(int inner, Activation.Function function) {
        return new Sequential(List.of(
                new Sequential.Child("c_fc", new Projection(width, inner, true, DEVIATION)),
                new Sequential.Child("act", new Activation(function)),
                new Sequential.Child("c_proj", new Projection(inner, width, true, residual()))));
    }

    /** Two linear layers, the first of which is gated. */
    Sequential gated() {
        int hidden = (8 * width / 3 + GATED_MULTIPLE - 1) / GATED_MULTIPLE * GATED_MULTIPLE;
        Projection half = new Projection(width, hidden, false, DEVIATION);
        return new Sequential(List.of(
                new Sequential.Child("c_fc", new GatedProjection(half, half)),
                new Sequential.Child("c_proj", new Projection(hidden, width, false, residual()))));
    }
}
