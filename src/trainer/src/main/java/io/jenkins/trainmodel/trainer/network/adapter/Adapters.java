package io.jenkins.trainmodel.trainer.network.adapter;

import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The adapters of a network. Their tensors are trained in its place, stand beside its own in checkpoints, and are no part of
 * it: a model package holds the network alone, with what they say merged into its weights.
 *
 * @param list in the order of the layers
 * @param scale by which what each says is multiplied: alpha / rank
 * @param dropout share of what goes into them that is dropped in training
 */
public record Adapters(List<Adapter> list, double scale, double dropout) {
    /** None: the network itself is trained. */
    public static final Adapters NONE = new Adapters(List.of(), 1, 0);

    public Adapters {
        list = List.copyOf(list);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** Their matrices, A before B of each. */
    public List<TensorSpec> tensors() {
        return list.stream().flatMap(Adapter::tensors).toList();
    }

    /** The one beside a weight. */
    public Optional<Adapter> beside(String weight) {
        return list.stream()
                .filter(adapter -> adapter.weight().name().equals(weight))
                .findFirst();
    }

    /** Those of a network that were saved: their matrices are among the tensors of these names. */
    public static Adapters saved(LoraSpec lora, List<TensorSpec> network, Set<String> names) {
        return of(
                lora,
                network.stream()
                        .filter(TensorSpec::linear)
                        .map(weight -> Adapter.of(weight, lora.rank()))
                        .filter(adapter -> names.contains(adapter.down().name()))
                        .toList());
    }

    static Adapters of(LoraSpec lora, List<Adapter> list) {
        return new Adapters(list, lora.alpha() / lora.rank(), lora.dropout());
    }
}
