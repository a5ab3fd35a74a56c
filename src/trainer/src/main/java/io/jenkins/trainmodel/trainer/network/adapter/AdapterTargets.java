package io.jenkins.trainmodel.trainer.network.adapter;

import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.spec.reference.NamePattern;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.SelfAttention;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the linear layers that get an adapter. */
public final class AdapterTargets {
    /** What makes queries, keys and values: PEFT's choice for GPT-2, and the same for other transformers. */
    private static final List<String> ATTENDING = List.of(CausalAttention.INNER, SelfAttention.INNER);

    private final LoraSpec wanted;
    private final Map<String, TensorSpec> weights = new LinkedHashMap<>();
    private final Set<String> apart;

    /**
     * Of a network.
     *
     * @param tensors all that it has
     * @param apart names of tensors that are trained as they are, or are to stay: their layers get no adapter
     */
    public AdapterTargets(LoraSpec wanted, List<TensorSpec> tensors, Set<String> apart) {
        this.wanted = wanted;
        this.apart = apart;
        tensors.stream().filter(TensorSpec::linear).forEach(weight -> weights.put(Adapter.layer(weight), weight));
    }

    /**
     * The adapters.
     *
     * @throws NetworkException if a target is no linear layer of the network or none that could get an adapter, no layer is left,
     *     or the rank is larger than any could use
     */
    public Adapters adapters() {
        List<Adapter> adapters = selected().stream()
                .map(weights::get)
                .filter(weight -> !apart.contains(weight.name()))
                .map(weight -> Adapter.of(weight, wanted.rank()))
                .toList();
        if (adapters.isEmpty()) {
            throw new NetworkException("training.lora: no linear layer is left that could get an adapter; there are "
                    + Listing.of(List.copyOf(weights.keySet()))
                    + ", without those that begin anew, which are trained whole, and those that are frozen");
        }
        requireUsable(adapters);
        return Adapters.of(wanted, adapters);
    }

    /** A product of two matrices has no higher rank than the weight itself can have: the smaller of its sides. */
    private void requireUsable(List<Adapter> adapters) {
        long highest = adapters.stream().mapToLong(Adapter::highestRank).max().orElseThrow();
        if (wanted.rank() > highest) {
            throw new NetworkException("training.lora.rank is " + wanted.rank()
                    + ", and no layer that gets an adapter has a weight of a higher rank than " + highest
                    + "; take at most that, usual are 4 to 64");
        }
    }

    private Set<String> selected() {
        Set<String> selected = new LinkedHashSet<>();
        if (wanted.targets().isEmpty()) {
            weights.keySet().stream().filter(AdapterTargets::attends).forEach(selected::add);
            return selected.isEmpty() ? weights.keySet() : selected;
        }
        Set<String> found = new LinkedHashSet<>();
        wanted.targets().forEach(target -> found.addAll(named(target)));
        weights.keySet().stream().filter(found::contains).forEach(selected::add);
        return selected;
    }

    private static boolean attends(String layer) {
        return ATTENDING.contains(layer.substring(layer.lastIndexOf('.') + 1));
    }

    /** By a name, by its end behind a dot, as PEFT has it, or by a pattern. */
    private List<String> named(String target) {
        NamePattern pattern = new NamePattern(target);
        List<String> layers = weights.keySet().stream()
                .filter(layer -> pattern.matches(layer) || layer.endsWith("." + target))
                .toList();
        if (layers.isEmpty()) {
            throw new NetworkException("training.lora.targets: '" + target
                    + "' selects no linear layer of the network, and others such as convolutions, embeddings and"
                    + " recurrent ones get no adapter; there are " + Listing.of(List.copyOf(weights.keySet())));
        }
        if (layers.stream().allMatch(layer -> apart.contains(weights.get(layer).name()))) {
            throw new NetworkException("training.lora.targets: '" + target + "' selects " + Listing.of(layers)
                    + " alone, which begins anew, and is trained whole, or is frozen; leave it out there or here");
        }
        return layers;
    }
}
