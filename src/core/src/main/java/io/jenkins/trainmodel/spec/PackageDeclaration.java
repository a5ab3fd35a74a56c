package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;

/** The object under {@code package}. */
final class PackageDeclaration {
    static final PackageSpec STANDARD = new PackageSpec(true, true, false);

    private static final Key<PackageSpec, Boolean> HUGGING_FACE = Key.of(
            "huggingface",
            Types.truth(),
            PackageSpec::huggingface,
            STANDARD.huggingface(),
            "Whether the folder huggingface, which transformers opens, is written for a network that GPT-2's can express.");

    private static final Key<PackageSpec, Boolean> ONNX = Key.of(
            "onnx",
            Types.truth(),
            PackageSpec::onnx,
            STANDARD.onnx(),
            "Whether model.onnx, which runtimes of many languages and devices read, is written for a network that ONNX's"
                    + " operators express.");

    private static final Key<PackageSpec, Boolean> CLASSPATH = Key.of(
            "classpath",
            Types.truth(),
            PackageSpec::classpath,
            STANDARD.classpath(),
            "Whether the jars of the run's classpath, from which parts of your own are loaded, are copied into the folder"
                    + " classpath.");

    static final ObjectType<PackageSpec> TYPE = ObjectType.<PackageSpec>named(
                    "package", "What the model package holds besides what every one has.")
            .key(HUGGING_FACE)
            .key(ONNX)
            .key(CLASSPATH)
            .build(values -> new PackageSpec(values.get(HUGGING_FACE), values.get(ONNX), values.get(CLASSPATH)));

    private PackageDeclaration() {}
}
