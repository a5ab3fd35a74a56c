package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.network.Architecture;
import java.util.Optional;

/** What transformers gets of a trained network. */
public sealed interface HuggingFaceExport permits Gpt2Export, HuggingFaceExport.LeftOut {
    /** The folder in a model package. */
    String FOLDER = "huggingface";

    /** No language model, or nobody wants it. */
    HuggingFaceExport NONE = new LeftOut("");

    /**
     * Nothing.
     *
     * @param reason why, as a part of a sentence such as "its positions are rotary"; empty where nobody would expect it
     */
    record LeftOut(String reason) implements HuggingFaceExport {}

    /** For this network, and the tokenizer of its text. */
    static HuggingFaceExport of(Architecture network, Optional<Tokenizer> tokenizer) {
        return tokenizer.map(tokens -> of(network, tokens)).orElse(NONE);
    }

    private static HuggingFaceExport of(Architecture network, Tokenizer tokens) {
        Gpt2Shape shape = Gpt2Shape.of(network);
        return shape.config()
                .<HuggingFaceExport>map(config -> new Gpt2Export(config, shape.dropout(), tokens))
                .orElseGet(() -> new LeftOut(shape.difference()));
    }
}
