package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.TokenizerSpec.Bytes;
import io.jenkins.trainmodel.spec.data.TokenizerSpec.Characters;
import io.jenkins.trainmodel.spec.data.TokenizerSpec.Gpt2;
import io.jenkins.trainmodel.spec.data.TokenizerSpec.HuggingFace;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The objects under {@code tokenizer}. The one place where a further tokenizer is declared. */
final class TokenizerDeclaration {
    private static final Key<HuggingFace, Optional<Path>> PATH = Key.optional(
            "path",
            Types.place("a file tokenizer.json or its directory"),
            HuggingFace::path,
            "The file tokenizer.json, or the directory that it lies in; without it, that of the model: package or"
                    + " huggingface.");
    private static final Key<HuggingFace, Optional<String>> END_OF_TEXT = Key.optional(
            "endOfText",
            Types.text("the text of a token", 1000),
            HuggingFace::endOfText,
            "The token that ends a document, such as </s>; without it, the eos_token of tokenizer_config.json beside the file,"
                    + " or the first that it has of <|endoftext|>, </s>, <|end_of_text|>, <eos>, <|im_end|> and [SEP].");

    static final ValueType<TokenizerSpec> TYPE = new VariantsType<>(List.of(
            Variant.of(
                    Bytes.class,
                    ObjectType.<Bytes>named("byte", "A token for every byte of UTF-8.")
                            .build(values -> new Bytes())),
            Variant.of(
                    Characters.class,
                    ObjectType.<Characters>named(
                                    "character",
                                    "A token for every character (Unicode code point) of the training part.")
                            .build(values -> new Characters())),
            Variant.of(
                    Gpt2.class,
                    ObjectType.<Gpt2>named("gpt2", "The byte-pair encoding of GPT-2, 50,257 tokens.")
                            .build(values -> new Gpt2())),
            Variant.of(HuggingFace.class, huggingFace())));

    private TokenizerDeclaration() {}

    private static ObjectType<HuggingFace> huggingFace() {
        return ObjectType.<HuggingFace>named(
                        "huggingface",
                        "Any tokenizer.json of Hugging Face's tokenizers, whose library is fetched when text is first tokenized.")
                .key(PATH)
                .key(END_OF_TEXT)
                .build(values -> new HuggingFace(values.get(PATH), values.get(END_OF_TEXT)));
    }
}
