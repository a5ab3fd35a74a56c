package io.jenkins.trainmodel.trainer.batchsize;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.words.Quantity;
import java.util.Optional;

/**
 * How many tokens a full optimizer step of a language model takes, and what makes them up.
 *
 * @param batches whose gradients a step averages
 * @param samples in a full batch
 * @param context tokens of a sample
 */
public record TokensOfStep(int batches, int samples, int context) {
    /** Those of a specification; empty where its data is no text. */
    public static Optional<TokensOfStep> of(TrainingSpec spec) {
        return spec.data() instanceof Text text
                ? Optional.of(
                        new TokensOfStep(spec.batchesPerStep(), spec.training().batchSize(), text.context()))
                : Optional.empty();
    }

    private long tokens() {
        return (long) batches * samples * context;
    }

    /** Such as {@code 32,768 tokens (accumulate 4 × batchSize 32 × context 256)}. */
    public String words() {
        return "%s tokens (accumulate %d × batchSize %d × context %d)"
                .formatted(Quantity.count(tokens()), batches, samples, context);
    }

    /** What people should know where an epoch ends before a step is full. */
    public Optional<String> warning(int samplesOfEpoch) {
        long ofEpoch = (long) samplesOfEpoch * context;
        return ofEpoch < tokens()
                ? Optional.of(
                        "an optimizer step would take %s tokens, but an epoch has only %s, so that every step is an epoch; give more text, or make steps smaller"
                                .formatted(Quantity.count(tokens()), Quantity.count(ofEpoch)))
                : Optional.empty();
    }
}
