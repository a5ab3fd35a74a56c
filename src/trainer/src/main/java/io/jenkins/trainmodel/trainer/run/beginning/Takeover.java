package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.learner.NameSelection;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the tensors of a network go on from those of a saved one, by name.
 *
 * @param key under which a specification says so, such as {@code warmStart}
 * @param names all of the network, in the order of its layers
 * @param reset those that begin anew
 * @param frozen those that training leaves as they are
 */
record Takeover(String key, List<String> names, Set<String> reset, Set<String> frozen) {

    /**
     * By the patterns of a specification.
     *
     * @param saved names of all that the saved model has: what a pattern resets need be in one of the two alone
     * @throws IllegalArgumentException if a pattern selects nothing, or one tensor is to begin anew and to stay
     */
    static Takeover of(String key, List<String> names, List<String> saved, WarmStartSpec warmStart) {
        List<String> both =
                Stream.concat(names.stream(), saved.stream()).distinct().toList();
        Set<String> reset = new NameSelection(both).by(key + ".reset", warmStart.reset());
        Set<String> frozen = new NameSelection(names).by(key + ".freeze", warmStart.freeze());
        List<String> random = frozen.stream().filter(reset::contains).toList();
        if (!random.isEmpty()) {
            throw new IllegalArgumentException(key + " both resets and freezes " + Listing.of(random)
                    + ", which would stay at random first values; leave it out of one of the two");
        }
        return new Takeover(key, names, reset, frozen);
    }

    /** Those of the network that begin anew, in the order of its layers. */
    List<String> anew() {
        return names.stream().filter(reset::contains).toList();
    }

    /** Those that training leaves as they are, in the order of the layers. */
    List<String> kept() {
        return names.stream().filter(frozen::contains).toList();
    }

    /**
     * What the network begins with: the saved tensors, and its own where they begin anew.
     *
     * @throws IllegalArgumentException that names every tensor which does not fit, with both shapes
     */
    List<NamedTensor> tensors(List<NamedTensor> saved, List<NamedTensor> own) {
        Map<String, NamedTensor> left = new LinkedHashMap<>();
        saved.stream()
                .filter(tensor -> !reset.contains(tensor.name()))
                .forEach(tensor -> left.put(tensor.name(), tensor));
        Map<String, String> misfits = new LinkedHashMap<>();
        List<NamedTensor> taken = new ArrayList<>();
        for (NamedTensor tensor : own) {
            Optional<NamedTensor> other = Optional.ofNullable(left.remove(tensor.name()));
            boolean fits = other.filter(found -> fits(found, tensor)).isPresent();
            if (!fits && !reset.contains(tensor.name())) {
                misfits.put(tensor.name(), misfit(tensor, other));
            }
            taken.add(fits ? other.get() : tensor);
        }
        left.values().forEach(tensor -> misfits.put(tensor.name(), tensor.shape() + " there and not here"));
        requireNone(misfits);
        return taken;
    }

    private static boolean fits(NamedTensor saved, NamedTensor own) {
        return saved.type() == own.type() && saved.shape().equals(own.shape());
    }

    private static String misfit(NamedTensor own, Optional<NamedTensor> saved) {
        return saved.map(tensor -> tensor.shape() + " there").orElse("not there") + " and " + own.shape() + " here";
    }

    /** The layer that a tensor is of, such as {@code layers.0} of {@code layers.0.weight}. */
    static String layerOf(String tensor) {
        return tensor.substring(0, Math.max(0, tensor.lastIndexOf('.')));
    }

    private void requireNone(Map<String, String> misfits) {
        if (misfits.isEmpty()) {
            return;
        }
        String listed = misfits.entrySet().stream()
                .map(misfit -> misfit.getKey() + " is " + misfit.getValue())
                .collect(Collectors.joining("; "));
        String patterns = misfits.keySet().stream()
                .map(name -> "'" + layerOf(name) + ".*'")
                .distinct()
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("its network is another one: " + listed
                + ". To begin these layers anew, give " + key + " the key reset: [" + patterns + "]");
    }
}
