package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which kinds of layers have operators, and what adds those of each to a graph. */
final class LayerOperators {
    private final Map<Class<? extends Layer>, Adding<Layer>> byKind = new HashMap<>();

    /** Adds the operators of a layer of one kind. */
    @FunctionalInterface
    interface Adding<L extends Layer> {
        /**
         * Adds them.
         *
         * @param prefix what leads the names of the layer's parameters
         * @param x what the layer takes
         * @return the name of what it gives
         */
        String add(L layer, String prefix, Value x);
    }

    <L extends Layer> LayerOperators put(Class<L> kind, Adding<L> adding) {
        byKind.put(kind, (layer, prefix, x) -> adding.add(kind.cast(layer), prefix, x));
        return this;
    }

    /**
     * Adds those of any layer.
     *
     * @throws InexpressibleException if it has none
     */
    Value add(Layer layer, String prefix, Value x) {
        String output = Optional.ofNullable(byKind.get(layer.getClass()))
                .orElseThrow(() -> new InexpressibleException("a layer of the kind "
                        + layer.getClass().getSimpleName() + " is not written as operators of ONNX"))
                .add(layer, prefix, x);
        return x.then(output, layer.cost(x.shape()).outputShape());
    }
}
