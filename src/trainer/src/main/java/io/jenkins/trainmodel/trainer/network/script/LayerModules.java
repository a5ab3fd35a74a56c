package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.Layer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Which kinds of layers are modules of their own, and what makes the module of each. */
final class LayerModules {
    private final Map<Class<? extends Layer>, BiFunction<Layer, String, ScriptModule>> byKind = new HashMap<>();

    /** @param module takes the layer and what leads its parameters' names */
    <L extends Layer> LayerModules add(Class<L> kind, BiFunction<L, String, ScriptModule> module) {
        byKind.put(kind, (layer, prefix) -> module.apply(kind.cast(layer), prefix));
        return this;
    }

    /**
     * The module of a layer.
     *
     * @throws IllegalArgumentException if nothing makes one
     */
    ScriptModule of(Layer layer, String prefix) {
        return Optional.ofNullable(byKind.get(layer.getClass()))
                .orElseThrow(() -> new IllegalArgumentException("no TorchScript for " + layer.getClass()))
                .apply(layer, prefix);
    }
}
