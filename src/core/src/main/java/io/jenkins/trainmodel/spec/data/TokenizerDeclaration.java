package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.TokenizerSpec.Bytes;
import io.jenkins.trainmodel.spec.data.TokenizerSpec.Characters;
import io.jenkins.trainmodel.spec.data.TokenizerSpec.Gpt2;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.List;

/** The objects under {@code tokenizer}. The one place where a further tokenizer is declared. */
final class TokenizerDeclaration {
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
                            .build(values -> new Gpt2()))));

    private TokenizerDeclaration() {}
}
