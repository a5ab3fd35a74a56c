package io.jenkins.trainmodel.spec.model;

import io.jenkins.trainmodel.spec.reference.Compared;
import io.jenkins.trainmodel.spec.reference.WarmStartDeclaration;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.tree.Node;
import java.util.List;
import java.util.Optional;

/** The object under {@code training.lora}. Names and defaults are those of PEFT's {@code LoraConfig}. */
public final class LoraDeclaration {
    private static final int LARGEST_RANK = 65_536;

    private static final Key<LoraSpec, Integer> RANK = Key.of(
            "rank",
            Types.integer(1, LARGEST_RANK),
            LoraSpec::rank,
            8,
            "Rows of the one matrix and columns of the other: how much an adapter can learn.");
    private static final Key<LoraSpec, Double> ALPHA =
            Key.of("alpha", Types.above(0), LoraSpec::alpha, 8.0, "What an adapter says counts alpha / rank times.");
    private static final Key<LoraSpec, List<String>> TARGETS = Key.of(
            "targets",
            Types.list(
                    Types.text("the name of a linear layer, in which * stands for any characters", 200),
                    0,
                    100,
                    "a list of names of linear layers, such as ['c_attn', '*.mlp.*']"),
            LoraSpec::targets,
            List.of(),
            "The linear layers that get one, by their whole name, by its end behind a dot, or with * for any characters;"
                    + " empty: those that make queries, keys and values, and all where nothing attends.");
    private static final Key<LoraSpec, Double> DROPOUT = Key.of(
            "dropout",
            Types.fromToBelow(0, 1),
            LoraSpec::dropout,
            0.0,
            "The share of what goes into adapters that is dropped while training.");

    public static final ObjectType<LoraSpec> TYPE = ObjectType.<LoraSpec>named(
                    "lora",
                    "Low-rank adapters that are trained beside the linear layers of a model, which stay as they are.")
            .key(RANK)
            .key(ALPHA)
            .key(TARGETS)
            .key(DROPOUT)
            .build(values ->
                    new LoraSpec(values.get(RANK), values.get(ALPHA), values.get(TARGETS), values.get(DROPOUT)));

    private LoraDeclaration() {}

    /**
     * Adapters are of a model that has learned something.
     *
     * @param node where they stand
     * @param model the key of the network
     */
    public static <T extends Compared> void checkModel(Node node, Key<T, ModelSpec> model, ReadContext context) {
        Optional<WarmStartSpec.Kind> warm =
                context.find(WarmStartDeclaration.KEY).map(WarmStartSpec::from);
        Optional<ModelSpec> network = context.find(model);
        if (warm.filter(WarmStartSpec.Kind.EVERYTHING::equals).isPresent()) {
            context.report(
                    node, "low-rank adapters beside warmStart: everything", "warmStart: parameters, or no adapters");
        } else if (warm.filter(WarmStartSpec.Kind.NONE::equals).isPresent()
                && network.filter(ModelDeclaration::isDrawn).isPresent()) {
            context.report(
                    node,
                    "low-rank adapters of a network that begins with random parameters, which would stay random",
                    "a model to adapt, as model: {type: package} or {type: huggingface}, or warmStart: parameters");
        }
    }
}
