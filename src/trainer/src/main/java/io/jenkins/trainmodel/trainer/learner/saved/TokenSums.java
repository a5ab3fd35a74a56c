package io.jenkins.trainmodel.trainer.learner.saved;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.LanguageModeling;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;

/**
 * What can be told of a language model from its logits alone. The engine sums, batch by batch, because there are as many
 * logits as tokens times tokens that there could be.
 */
final class TokenSums {
    private final List<Integer> tokenBytes;
    private double loss;
    private double bytes;
    private long right;
    private long tokens;

    /** @param tokenBytes bytes that each token stands for */
    TokenSums(List<Integer> tokenBytes) {
        this.tokenBytes = tokenBytes;
    }

    /** Adds a batch with its logits of the shape [samples, tokens, vocabulary]. */
    void add(NDArray logits, Batch batch, NDManager scope) {
        Shape shape = logits.getShape();
        NDArray targets = scope.create(batch.labels(), new Shape(shape.get(0), shape.get(1)), DataType.INT64);
        NDArray likelihoods = logits.toType(DataType.FLOAT32, false).logSoftmax(2);
        loss -= likelihoods.gather(targets.expandDims(2), 2).sum().getFloat();
        right +=
                logits.argMax(2).eq(targets).toType(DataType.INT64, false).sum().getLong();
        LongBuffer labels =
                batch.labels().duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
        tokens += labels.remaining();
        while (labels.hasRemaining()) {
            bytes += tokenBytes.get(Math.toIntExact(labels.get()));
        }
    }

    /** The metrics by name, without prefix; not numbers where there was no sample. */
    Map<String, Double> metrics() {
        double mean = loss / tokens;
        return Map.of(
                Objective.LOSS,
                mean,
                LanguageModeling.PERPLEXITY,
                Math.exp(mean),
                LanguageModeling.BITS_PER_BYTE,
                LanguageModeling.bitsPerByte(loss, bytes),
                LanguageModeling.ACCURACY,
                (double) right / tokens);
    }
}
