package io.jenkins.trainmodel.spec.data;

import java.nio.file.Path;
import java.util.Optional;

/** How text becomes tokens. */
public sealed interface TokenizerSpec {
    /** A token a byte of UTF-8. */
    record Bytes() implements TokenizerSpec {}

    /** A token a character (Unicode code point) that the training part has. */
    record Characters() implements TokenizerSpec {}

    /** The byte-pair encoding of GPT-2. */
    record Gpt2() implements TokenizerSpec {}

    /**
     * What a file {@code tokenizer.json} of Hugging Face's tokenizers says.
     *
     * @param path the file, or the directory that it lies in; empty: the directory that the model begins with
     * @param endOfText the text of the token that ends a document; empty: as {@code tokenizer_config.json} beside it says, or the usual one
     */
    record HuggingFace(Optional<Path> path, Optional<String> endOfText) implements TokenizerSpec {}
}
