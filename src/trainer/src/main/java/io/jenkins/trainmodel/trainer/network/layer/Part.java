package io.jenkins.trainmodel.trainer.network.layer;

import java.util.List;
import java.util.function.Function;

/**
 * What a network consists of where it can be cut: a layer, or one of the two ends of a language model.
 *
 * @param path of the layer in the network, such as {@code layer1.0}; empty where it is the whole
 * @param method of the layer's script that computes it
 * @param tensors that it uses, named as the path is
 * @param cost of one sample's way through it
 */
public record Part(
        String path, Layer layer, String method, List<TensorSpec> tensors, Function<List<Integer>, Cost> cost) {
    /** A layer as it stands. */
    static Part whole(Layer layer) {
        return new Part("", layer, "forward", layer.tensors(), layer::cost);
    }

    /** The same as what holds it sees it, under this name. */
    Part within(String name) {
        List<TensorSpec> named =
                tensors.stream().map(tensor -> tensor.within(name)).toList();
        return new Part(path.isEmpty() ? name : name + "." + path, layer, method, named, cost);
    }
}
