package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectDeclaration;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import java.util.List;
import java.util.Optional;

/** Networks of language: one of any size, those of GPT-2, and those that files hold. */
final class GptDeclaration {
    private static final int LARGEST = 1_000;
    private static final int WIDEST = 100_000;
    private static final Key<ModelSpec, Integer> LAYERS =
            ModelDeclaration.option("layers", Types.integer(1, LARGEST), 6, "How many blocks follow each other.");
    private static final Key<ModelSpec, Integer> HEADS = ModelDeclaration.option(
            "heads", Types.integer(1, LARGEST), 6, "In how many parts of the width attention looks on its own.");
    private static final Key<ModelSpec, Integer> WIDTH = ModelDeclaration.option(
            "width", Types.integer(1, WIDEST), 384, "The numbers that stand for a token; a multiple of heads.");
    private static final Key<ModelSpec, Double> DROPOUT = ModelDeclaration.option(
            "dropout",
            Types.fromToBelow(0, 1),
            0.0,
            "The share of embeddings, attention and what blocks add that is dropped while training.");
    private static final Key<ModelSpec, String> POSITION = ModelDeclaration.option(
            "position",
            Types.word(List.of("learned", "rotary")),
            "learned",
            "How the network knows the place of a token: by a learned embedding, or by turning queries and keys.");
    private static final Key<ModelSpec, Boolean> TIED = ModelDeclaration.option(
            "tieWeights", Types.truth(), true, "Whether the way back to tokens uses the weight of their embedding.");
    private static final List<Key<ModelSpec, ?>> OF_ANY_SIZE =
            List.of(LAYERS, HEADS, WIDTH, DROPOUT, POSITION, activation("gelu"), TIED);
    private static final List<Key<ModelSpec, ?>> OF_GPT2 = List.of(DROPOUT, POSITION, activation("geluTanh"), TIED);

    /** The networks. */
    static final List<ObjectType<ModelSpec>> TYPES = List.of(
            anySize(),
            ofGpt2("small", "124 million", "12 layers and heads, width 768"),
            ofGpt2("medium", "355 million", "24 layers, 16 heads, width 1024"),
            ofGpt2("large", "774 million", "36 layers, 20 heads, width 1280"),
            ofGpt2("xl", "1.6 billion", "48 layers, 25 heads, width 1600"),
            HuggingFaceDeclaration.TYPE);

    private GptDeclaration() {}

    private static Key<ModelSpec, String> activation(String usual) {
        return ModelDeclaration.option(
                "activation",
                Types.word(List.of("gelu", "geluTanh", "swiglu")),
                usual,
                "The function within blocks; geluTanh is GPT-2's.");
    }

    private static ObjectType<ModelSpec> anySize() {
        ObjectDeclaration<ModelSpec> declaration = ObjectType.<ModelSpec>named(
                        "gpt", "A decoder-only transformer as GPT-2 has it, for data of the type text.")
                .check(GptDeclaration::checkHeads);
        return ModelDeclaration.network(declaration, "gpt", OF_ANY_SIZE);
    }

    private static ObjectType<ModelSpec> ofGpt2(String size, String parameters, String shape) {
        String name = "gpt2-" + size;
        String documentation = "GPT-2 " + size + ": " + shape + ", about " + parameters
                + " parameters with GPT-2's tokens and a context of 1024.";
        return ModelDeclaration.network(ObjectType.named(name, documentation), name, OF_GPT2);
    }

    private static void checkHeads(Values values, ReadContext context) {
        boolean rotary = values.find(POSITION).filter("rotary"::equals).isPresent();
        checkHeads(HEADS, WIDTH, rotary, values, context);
    }

    /** Heads divide the width, with rotary positions into even parts. */
    static void checkHeads(
            Key<ModelSpec, Integer> headsKey,
            Key<ModelSpec, Integer> widthKey,
            boolean rotary,
            Values values,
            ReadContext context) {
        Optional<Integer> heads = values.find(headsKey);
        Optional<Integer> width = values.find(widthKey);
        if (heads.isEmpty() || width.isEmpty()) {
            return;
        }
        int unit = heads.get() * (rotary ? 2 : 1);
        if (width.get() % unit != 0) {
            context.report(
                    values.node(widthKey),
                    "a width of " + width.get() + " for " + heads.get() + " heads"
                            + (rotary ? " with rotary positions" : ""),
                    "a multiple of " + unit + ", such as " + unit * Math.max(1, width.get() / unit));
        }
    }
}
