package io.jenkins.trainmodel.spec.data;

/** How text becomes tokens. */
public sealed interface TokenizerSpec {
    /** A token a byte of UTF-8. */
    record Bytes() implements TokenizerSpec {}

    /** A token a character (Unicode code point) that the training part has. */
    record Characters() implements TokenizerSpec {}

    /** The byte-pair encoding of GPT-2. */
    record Gpt2() implements TokenizerSpec {}
}
