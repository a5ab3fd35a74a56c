package io.jenkins.trainmodel.trainer.tokenizers;

/** Cuts text into the tokens of a {@code tokenizer.json}. Safe to use from several threads. */
public interface TextEncoder {
    /**
     * The tokens of a text alone, without those that a template puts around it.
     *
     * @throws IllegalArgumentException if the tokenizer has none for a part of it
     */
    int[] encode(String text);
}
