package io.jenkins.trainmodel.trainer.network.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Layers one after another, each with a name that is unique here and leads its parameters' names.
 *
 * @param layers at least one
 */
public record Sequential(List<Child> layers) implements Layer {
    /** A layer and its name: letters, digits and underscores. */
    public record Child(String name, Layer layer) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

        public Child {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new NetworkException("a layer's name is up to 64 letters, digits or underscores, not " + name);
            }
            if (layer == null) {
                throw new NetworkException("layer " + name + " is missing");
            }
        }
    }

    public Sequential {
        if (layers == null || layers.isEmpty() || layers.stream().anyMatch(Objects::isNull)) {
            throw new NetworkException("a sequence needs at least one layer");
        }
        layers = List.copyOf(layers);
        Set<String> names = new HashSet<>();
        for (Child child : layers) {
            if (!names.add(child.name())) {
                throw new NetworkException("two layers have the name " + child.name());
            }
        }
    }

    /** These layers, named 0, 1, 2, …. */
    public static Sequential of(List<Layer> layers) {
        List<Child> children = new ArrayList<>();
        for (Layer layer : layers) {
            children.add(new Child(String.valueOf(children.size()), layer));
        }
        return new Sequential(children);
    }

    /** The sum over the layers, each with the shape that reaches it; an error names the layer. */
    @Override
    public Cost cost(List<Integer> input) {
        Cost sum = Cost.of(input, 0, 0);
        for (Child child : layers) {
            try {
                sum = sum.then(child.layer().cost(sum.outputShape()));
            } catch (NetworkException e) {
                throw e.inside(child.name());
            }
        }
        return sum;
    }

    @Override
    public OptionalInt vocabulary() {
        return layers.get(0).layer().vocabulary();
    }

    @Override
    public List<TensorSpec> tensors() {
        return layers.stream()
                .flatMap(child -> child.layer().tensorsWithin(child.name()).stream())
                .toList();
    }

    @Override
    public List<Part> parts() {
        return layers.stream()
                .flatMap(child -> child.layer().parts().stream().map(part -> part.within(child.name())))
                .toList();
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return layers.stream().anyMatch(child -> child.layer().contains(kind));
    }
}
