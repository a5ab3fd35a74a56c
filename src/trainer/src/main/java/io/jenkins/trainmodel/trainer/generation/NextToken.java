package io.jenkins.trainmodel.trainer.generation;

/** What a language model says of the token that follows. */
@FunctionalInterface
public interface NextToken {
    /**
     * The logits, one a token of the vocabulary.
     *
     * @param tokens what came before, at least one token and as many as the model's context at most
     */
    float[] after(int[] tokens);
}
