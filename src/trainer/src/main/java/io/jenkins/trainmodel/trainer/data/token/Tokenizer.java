package io.jenkins.trainmodel.trainer.data.token;

import io.jenkins.trainmodel.trainer.data.problem.DataException;

/** Cuts text into tokens, numbered from 0. Safe to use from several threads. */
public interface Tokenizer {
    /** The word of the specification, such as {@code byte}. */
    String name();

    /** How many different tokens there are; tokens are below it. */
    int size();

    /** The token that ends a document; it stands for no text. */
    int endOfText();

    /**
     * The tokens of a text, without one for its end.
     *
     * @throws UnknownTextException if the tokenizer has none for a part of it
     * @throws DataException if its file is not one that can be used
     */
    int[] encode(String text);

    /**
     * The bytes of UTF-8 that a token stands for, not always whole characters; none for the end of a document.
     *
     * @throws IndexOutOfBoundsException if there is no such token
     */
    byte[] bytes(int token);

    /** All that makes the tokenizer again, see {@link Tokenizers#of(String)}: equal for tokenizers that do the same. */
    String description();
}
