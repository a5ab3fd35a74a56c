package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;

/** The object under {@code package}. */
final class PackageDeclaration {
    static final PackageSpec STANDARD = new PackageSpec(true);

    private static final Key<PackageSpec, Boolean> HUGGING_FACE = Key.of(
            "huggingface",
            Types.truth(),
            PackageSpec::huggingface,
            STANDARD.huggingface(),
            "Whether the folder huggingface, which transformers opens, is written for a network that GPT-2's can express.");

    static final ObjectType<PackageSpec> TYPE = ObjectType.<PackageSpec>named(
                    "package", "What the model package holds besides what every one has.")
            .key(HUGGING_FACE)
            .build(values -> new PackageSpec(values.get(HUGGING_FACE)));

    private PackageDeclaration() {}
}
