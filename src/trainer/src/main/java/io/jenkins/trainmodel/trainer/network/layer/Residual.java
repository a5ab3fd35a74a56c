package io.jenkins.trainmodel.trainer.network.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * relu(body(x) + shortcut(x)) (He et al. 2016, eq. 1 and 2).
 *
 * @param downsample the shortcut where body changes the shape; empty: x itself
 */
public record Residual(Sequential body, Optional<Sequential> downsample) implements Layer {
    /** The name under which the shortcut's parameters appear; the body's appear without a prefix. */
    public static final String DOWNSAMPLE = "downsample";

    public Residual {
        if (body == null || downsample == null) {
            throw new NetworkException("a residual block needs a body");
        }
        if (body.layers().stream().anyMatch(child -> child.name().equals(DOWNSAMPLE))) {
            throw new NetworkException("a residual block's body cannot hold a layer named " + DOWNSAMPLE);
        }
    }

    /** Both branches, and two operations per element for addition and ReLU, whose output is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        Cost main = body.cost(input);
        Cost shortcut = downsample.map(layer -> layer.cost(input)).orElse(Cost.of(input, 0, 0));
        if (!main.outputShape().equals(shortcut.outputShape())) {
            throw new NetworkException(
                    "a residual block adds shape " + shortcut.outputShape() + " to shape " + main.outputShape());
        }
        long elements = Shapes.elements(main.outputShape());
        return shortcut.then(main).then(Cost.of(main.outputShape(), 2.0 * elements, elements));
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> tensors = new ArrayList<>(body.tensors());
        downsample.ifPresent(shortcut -> tensors.addAll(shortcut.tensorsWithin(DOWNSAMPLE)));
        return tensors;
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public boolean contains(Class<? extends Layer> kind) {
        return body.contains(kind) || downsample.stream().anyMatch(layer -> layer.contains(kind));
    }
}
