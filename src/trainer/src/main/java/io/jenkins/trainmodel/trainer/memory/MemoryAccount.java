package io.jenkins.trainmodel.trainer.memory;

import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a training holds of its device's memory, reckoned from its network, optimizer and batch. Sizes are bytes.
 *
 * @param parameters parameters and buffers
 * @param gradients those of one step
 * @param optimizerState as many values a parameter as the optimizer keeps
 * @param kept activations of one sample for the backward pass
 * @param batch features and labels of one batch
 * @param step how many samples are worked on at once
 */
public record MemoryAccount(
        long parameters, long gradients, long optimizerState, Activations kept, long batch, Step step) {
    /** A larger batch is not split into single samples, which no device computes well. */
    private static final int MOST_SINGLE = 7;

    /**
     * How an optimizer step is made up.
     *
     * @param batchSize samples in a batch
     * @param batches that are accumulated, where the specification counts them; 0 where they follow from tokensPerStep
     * @param inFloat32 whether the computation could be done in half of the bytes
     */
    public record Step(int batchSize, int batches, boolean inFloat32) {}

    /**
     * Activations that one sample keeps, in float32.
     *
     * @param now as the training is
     * @param checkpointed where blocks keep their inputs alone
     */
    public record Activations(long now, long checkpointed) {}

    /** Activations of a batch. */
    public long activations() {
        return kept.now() * step.batchSize();
    }

    /** What a training holds whatever its batches are. */
    public long state() {
        return parameters + gradients + optimizerState;
    }

    /** All of it. */
    public long total() {
        return state() + activations() + batch;
    }

    /** What it consists of, such as {@code parameters 475 MiB, gradients 475 MiB, …}. */
    public String split() {
        return String.format(
                Locale.ROOT,
                "parameters %s, gradients %s, optimizer state %s, activations %s (%d × %s) and a batch %s",
                Quantity.bytes(parameters),
                Quantity.bytes(gradients),
                Quantity.bytes(optimizerState),
                Quantity.bytes(activations()),
                step.batchSize(),
                Quantity.bytes(kept.now()),
                Quantity.bytes(batch));
    }

    /** What helps and how much it saves, what saves most first; never empty. */
    public List<String> remedies() {
        List<String> remedies = new ArrayList<>();
        int smaller = largestPart(step.batchSize());
        if (smaller > 1 || step.batchSize() > 1 && step.batchSize() <= MOST_SINGLE) {
            remedies.add(smallerBatch(smaller));
        }
        if (kept.checkpointed() < kept.now()) {
            remedies.add("training.activationCheckpointing: true saves "
                    + Quantity.bytes((kept.now() - kept.checkpointed()) * step.batchSize()) + " and takes more time");
        }
        if (step.inFloat32()) {
            remedies.add("precision: bfloat16 saves up to " + Quantity.bytes(activations() / 2));
        }
        if (optimizerState > 0) {
            remedies.add("optimizer: sgd without momentum saves " + Quantity.bytes(optimizerState));
        }
        if (remedies.isEmpty()) {
            remedies.add("a smaller network");
        }
        return remedies;
    }

    /** The largest divisor that is at most half: batches of another size make up no steps of as many samples. */
    private static int largestPart(int samples) {
        return IntStream.rangeClosed(2, samples)
                .filter(parts -> samples % parts == 0)
                .map(parts -> samples / parts)
                .findFirst()
                .orElse(1);
    }

    /** Accumulating makes the same steps of smaller batches. */
    private String smallerBatch(int smaller) {
        String saved = Quantity.bytes((total() - state()) / step.batchSize() * (step.batchSize() - smaller));
        return step.batches() == 0
                ? "training.batchSize: %d saves %s and leaves every step as it is".formatted(smaller, saved)
                : "training.batchSize: %d with accumulate: %d saves %s"
                        .formatted(smaller, step.batches() * (step.batchSize() / smaller), saved);
    }
}
