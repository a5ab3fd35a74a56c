package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.ParameterGroup;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.adapter.Adapter;
import io.jenkins.trainmodel.trainer.network.adapter.AdapterTargets;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a network is trained.
 *
 * @param frozen names of its parameters and buffers that training leaves as they are
 * @param adapters that are trained beside it
 */
public record Trained(Set<String> frozen, Adapters adapters) {
    /** All of it. */
    public static final Trained WHOLE = new Trained(Set.of(), Adapters.NONE);

    public Trained {
        frozen = Set.copyOf(frozen);
    }

    /**
     * By a specification. Adapters leave the network as it is, but for what begins anew, which is trained whole.
     *
     * @param anew names of tensors that begin anew
     * @throws NetworkException if the specification selects what is not there
     */
    static Trained of(TrainingSpec spec, Architecture network, Set<String> anew) {
        List<String> names = names(network.tensors());
        Set<String> frozen = union(
                new NameSelection(names).by("model.freeze", spec.model().names("freeze")),
                Scripted.in(network.network()).map(Scripted::still).orElse(Set.of()));
        Trained trained = spec.training()
                .lora()
                .map(lora -> new AdapterTargets(lora, network.tensors(), union(anew, frozen)).adapters())
                .map(adapters -> new Trained(union(frozen, without(names, anew)), adapters))
                .orElse(new Trained(frozen, Adapters.NONE));
        List<TensorSpec> learning = trained.tensors(network);
        requireGroups(
                spec.training().groups(),
                trained.adapters().isEmpty()
                        ? learning
                        : learning.stream().filter(trained::holds).toList());
        return trained;
    }

    private static List<String> names(List<TensorSpec> tensors) {
        return tensors.stream().map(TensorSpec::name).toList();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> without(List<String> names, Set<String> some) {
        Set<String> others = new HashSet<>(names);
        others.removeAll(some);
        return others;
    }

    private static void requireGroups(List<ParameterGroup> groups, List<TensorSpec> tensors) {
        NameSelection names = new NameSelection(names(tensors));
        for (int group = 0; group < groups.size(); group++) {
            names.by("training.groups." + group + ".names", groups.get(group).names());
        }
    }

    /** The same where these parameters and buffers stay as they are, too, and their layers without an adapter. */
    Trained freezing(Set<String> names) {
        List<Adapter> others = adapters.list().stream()
                .filter(adapter -> !names.contains(adapter.weight().name()))
                .toList();
        return new Trained(union(frozen, names), new Adapters(others, adapters.scale(), adapters.dropout()));
    }

    /** Parameters and buffers of the network in the order of its layers, then those of the adapters. */
    List<TensorSpec> tensors(Architecture network) {
        return Stream.concat(network.tensors().stream(), adapters.tensors().stream())
                .toList();
    }

    /**
     * Those that an optimizer has a state for: of a network that is trained itself all parameters, so that what another run
     * learned of frozen ones goes on with them; beside adapters those alone that are trained, since the memory is saved there.
     */
    List<TensorSpec> withState(Architecture network) {
        return tensors(network).stream()
                .filter(adapters.isEmpty() ? TensorSpec::trainable : this::holds)
                .toList();
    }

    boolean holds(TensorSpec tensor) {
        return tensor.trainable() && !frozen.contains(tensor.name());
    }

    /** Whether all that is trained is adapters: the network stays as it is. */
    public boolean isAdaptersAlone(Architecture network) {
        return !adapters.isEmpty() && network.tensors().stream().noneMatch(this::holds);
    }
}
