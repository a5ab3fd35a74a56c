package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;

/** Networks that read a sequence and say one thing of it: recurrent ones, and an encoder of transformer blocks. */
final class SequenceNetworkDeclaration {
    private static final int MOST = 1_000;
    private static final int WIDEST = 100_000;

    private static final Key<ModelSpec, Integer> RECURRENT_LAYERS =
            ModelDeclaration.option("layers", Types.integer(1, MOST), 1, "How many layers follow each other.");
    private static final Key<ModelSpec, Integer> RECURRENT_WIDTH = ModelDeclaration.option(
            "width", Types.integer(1, WIDEST), 128, "The numbers that a layer remembers, in each direction.");
    private static final Key<ModelSpec, Boolean> BIDIRECTIONAL = ModelDeclaration.option(
            "bidirectional",
            Types.truth(),
            false,
            "Whether every layer reads the sequence also from its end, which doubles it.");
    private static final Key<ModelSpec, Double> RECURRENT_DROPOUT = ModelDeclaration.option(
            "dropout",
            Types.fromToBelow(0, 1),
            0.0,
            "The share of what a layer says that is dropped while training, between layers and before the last one.");
    private static final Key<ModelSpec, String> RECURRENT_POOL = ModelDeclaration.option(
            "pool",
            Types.word(List.of("last", "mean")),
            "last",
            "What stands for the sequence: what is remembered at its end (each direction at its own), or the mean over all steps.");

    private static final Key<ModelSpec, Integer> LAYERS =
            ModelDeclaration.option("layers", Types.integer(1, MOST), 2, "How many blocks follow each other.");
    private static final Key<ModelSpec, Integer> HEADS = ModelDeclaration.option(
            "heads", Types.integer(1, MOST), 4, "In how many parts of the width attention looks on its own.");
    private static final Key<ModelSpec, Integer> WIDTH = ModelDeclaration.option(
            "width", Types.integer(1, WIDEST), 64, "The numbers that stand for a step; a multiple of heads.");
    private static final Key<ModelSpec, Double> DROPOUT = ModelDeclaration.option(
            "dropout",
            Types.fromToBelow(0, 1),
            0.0,
            "The share of steps, attention and what blocks add that is dropped while training.");
    private static final Key<ModelSpec, String> POSITION = ModelDeclaration.option(
            "position",
            Types.word(List.of("learned", "sinusoidal", "rotary")),
            "learned",
            "How the network knows the place of a step: by what it learns for each, by waves, or by turning queries and keys.");
    private static final Key<ModelSpec, String> POOL = ModelDeclaration.option(
            "pool",
            Types.word(List.of("mean", "last", "cls")),
            "mean",
            "What stands for the sequence: the mean over all steps, the last one, or a learned one put before the first.");

    /** The networks. */
    static final List<ObjectType<ModelSpec>> TYPES = List.of(
            recurrent("lstm", "Long short-term memory: recurrent layers over a sequence, and a linear one."),
            recurrent("gru", "Gated recurrent units: recurrent layers over a sequence, and a linear one."),
            transformer());

    private SequenceNetworkDeclaration() {}

    private static ObjectType<ModelSpec> recurrent(String name, String documentation) {
        return ModelDeclaration.network(
                ObjectType.named(name, documentation),
                name,
                List.of(RECURRENT_LAYERS, RECURRENT_WIDTH, BIDIRECTIONAL, RECURRENT_DROPOUT, RECURRENT_POOL));
    }

    private static ObjectType<ModelSpec> transformer() {
        String name = "transformer";
        return ModelDeclaration.network(
                ObjectType.<ModelSpec>named(
                                name, "An encoder of transformer blocks over a sequence, and a linear layer.")
                        .check(SequenceNetworkDeclaration::checkWidth),
                name,
                List.of(LAYERS, HEADS, WIDTH, DROPOUT, POSITION, POOL));
    }

    private static void checkWidth(Values values, ReadContext context) {
        Optional<String> position = values.find(POSITION);
        GptDeclaration.checkHeads(
                HEADS, WIDTH, position.filter("rotary"::equals).isPresent(), values, context);
        Optional<Integer> odd = values.find(WIDTH).filter(width -> width % 2 != 0);
        if (odd.isPresent() && position.filter("sinusoidal"::equals).isPresent()) {
            context.report(
                    values.node(WIDTH), "a width of " + odd.get() + " with sinusoidal positions", "an even number");
        }
    }
}
