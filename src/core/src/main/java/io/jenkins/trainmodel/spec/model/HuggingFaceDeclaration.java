package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import java.util.List;
import java.util.Optional;

/**
 * A network that begins with a model of the Hugging Face layout. What its files say is written into the specification when a
 * run begins, so that the run goes on without them.
 */
final class HuggingFaceDeclaration {
    static final String NAME = "huggingface";
    private static final int LARGEST = 1_000_000;
    private static final List<String> FUNCTIONS = List.of("gelu", "geluTanh", "relu", "silu", "tanh", "sigmoid");

    private static final Key<ModelSpec, Double> DROPOUT = ModelDeclaration.option(
            "dropout",
            Types.fromToBelow(0, 1),
            0.0,
            "The share of embeddings, attention and what blocks add that is dropped while training.");
    private static final List<Key<ModelSpec, ?>> GIVEN = List.of(
            FileModelDeclaration.path(
                    "a directory with config.json and model.safetensors",
                    "The directory; a run that goes on needs it no more once it has saved a checkpoint."),
            DROPOUT,
            FileModelDeclaration.FREEZE,
            FileModelDeclaration.reset(
                    "Parameters that are not taken over but drawn anew, such as embeddings for other tokens."));

    private static final List<Key<ModelSpec, ? extends Optional<?>>> READ = List.of(
            ModelDeclaration.read(
                    "layers", Types.integer(1, LARGEST), "How many blocks follow each other; as config.json says."),
            ModelDeclaration.read(
                    "heads",
                    Types.integer(1, LARGEST),
                    "In how many parts of the width attention looks on its own; as config.json says."),
            ModelDeclaration.read(
                    "width", Types.integer(1, LARGEST), "The numbers that stand for a token; as config.json says."),
            ModelDeclaration.read(
                    "inner",
                    Types.integer(1, LARGEST),
                    "The width between the two linear layers of a block; as config.json says."),
            ModelDeclaration.read(
                    "activation", Types.word(FUNCTIONS), "The function between them; as config.json says."),
            ModelDeclaration.read(
                    "epsilon", Types.between(0, 1), "What normalisations add to variances; as config.json says."),
            ModelDeclaration.read(
                    "tieWeights",
                    Types.truth(),
                    "Whether the way back to tokens uses the weight of their embedding; as config.json says."),
            FileModelDeclaration.sha256("The SHA-256 of model.safetensors; read when a run begins."));

    static final ObjectType<ModelSpec> TYPE = FileModelDeclaration.type(
            NAME,
            "A GPT-2 that begins with the parameters of a model in the Hugging Face layout, for data of the type text.",
            GIVEN,
            READ);

    private HuggingFaceDeclaration() {}
}
