package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import java.util.List;
import java.util.Optional;

/**
 * Whether GPT2LMHeadModel computes what a network computes.
 *
 * @param config its sizes; empty: it does not
 * @param difference what a GPT-2 has otherwise; empty where there is nothing
 * @param dropout share that is dropped in training
 */
record Gpt2Shape(Optional<Gpt2Config> config, String difference, double dropout) {
    private static final String OTHER = "it is no network of GPT-2's layers";

    static Gpt2Shape of(Architecture network) {
        List<Sequential.Child> children = network.network().layers();
        boolean languageModel = children.size() == 1
                && Gpt2Tensors.ROOT.equals(children.get(0).name() + ".")
                && children.get(0).layer() instanceof LanguageModel;
        return languageModel ? of((LanguageModel) children.get(0).layer()) : other(OTHER);
    }

    private static Gpt2Shape other(String difference) {
        return new Gpt2Shape(Optional.empty(), difference, 0);
    }

    private static Gpt2Shape of(LanguageModel model) {
        List<Layer> layers = model.blocks().layers().stream()
                .map(Sequential.Child::layer)
                .distinct()
                .toList();
        if (model.positions().isEmpty()) {
            return other("its positions are rotary, and those of GPT-2 are learned");
        }
        return layers.size() == 1 && layers.get(0) instanceof TransformerBlock block ? of(model, block) : other(OTHER);
    }

    private static Gpt2Shape of(LanguageModel model, TransformerBlock block) {
        List<Layer> mlp =
                block.mlp().layers().stream().map(Sequential.Child::layer).toList();
        boolean plain = mlp.size() == 3
                && mlp.get(0) instanceof Projection in
                && in.bias()
                && mlp.get(1) instanceof Activation function
                && Gpt2Config.FUNCTIONS.containsValue(function.function())
                && mlp.get(2) instanceof Projection out
                && out.bias();
        if (!plain) {
            return other("its blocks have gates (SwiGLU), and those of GPT-2 have none");
        }
        if (block.attention().rotary() || block.norm().epsilon() != model.norm().epsilon()) {
            return other(OTHER);
        }
        Gpt2Config config = new Gpt2Config(
                model.tokens().rows(),
                model.positions().orElseThrow().rows(),
                model.tokens().width(),
                model.blocks().layers().size(),
                block.attention().heads(),
                ((Projection) mlp.get(0)).outputs(),
                ((Activation) mlp.get(1)).function(),
                model.norm().epsilon(),
                model.head().isEmpty());
        return new Gpt2Shape(Optional.of(config), "", model.dropout());
    }
}
