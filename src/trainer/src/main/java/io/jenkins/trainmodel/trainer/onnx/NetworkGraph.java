package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns a network's description into the operators of a graph, layer by layer, as they compute where a network is used and
 * not trained. Parameters have the description's names.
 */
final class NetworkGraph {
    private final OnnxGraph graph = new OnnxGraph();
    private final LayerOperators layers = new LayerOperators();
    private final Map<String, TensorSpec> parameters;

    private NetworkGraph(Sequential network) {
        parameters = network.tensors().stream().collect(Collectors.toMap(TensorSpec::name, Function.identity()));
        layers.put(
                        Sequential.class,
                        (layer, prefix, x) -> within(layer, prefix, x).name())
                .put(Residual.class, this::residual)
                .put(Scripted.class, NetworkGraph::script)
                .put(OwnBlock.class, NetworkGraph::block);
        new PlainOperators(this).addTo(layers);
        new ImageOperators(this).addTo(layers);
        new RecurrentOperators(this).addTo(layers);
        new SequenceOperators(this).addTo(layers);
        new TransformerOperators(this).addTo(layers);
    }

    /**
     * The graph of a network.
     *
     * @param input the name of what it is given
     * @param output the name of what it gives
     * @throws InexpressibleException if a layer has no operators
     */
    static OnnxGraph of(Sequential network, List<Integer> sampleShape, String input, String output) {
        NetworkGraph whole = new NetworkGraph(network);
        Value last = whole.within(network, "", Value.input(input, sampleShape));
        whole.graph.give(last.name(), output);
        return whole.graph;
    }

    OnnxGraph graph() {
        return graph;
    }

    /** Adds a layer that another one holds. */
    Value add(Layer layer, String prefix, Value x) {
        return layers.add(layer, prefix, x);
    }

    /** A parameter or buffer of the network as it is; gives its name in the graph. */
    String parameter(String name) {
        return graph.weight(Weight.whole(name, parameters.get(name).shape()));
    }

    private Value within(Sequential layer, String prefix, Value x) {
        Value last = x;
        for (Sequential.Child child : layer.layers()) {
            last = add(child.layer(), prefix + child.name() + ".", last);
        }
        return last;
    }

    private String residual(Residual layer, String prefix, Value x) {
        Value shortcut = layer.downsample()
                .map(way -> within(way, prefix + Residual.DOWNSAMPLE + ".", x))
                .orElse(x);
        Value body = within(layer.body(), prefix, x);
        return graph.add("Relu", List.of(graph.add("Add", List.of(body.name(), shortcut.name()))));
    }

    private static String block(OwnBlock layer, String prefix, Value x) {
        throw new InexpressibleException("it is computed by code of your own, the class " + layer.type()
                + ", which is not written as operators of ONNX");
    }

    private static String script(Scripted layer, String prefix, Value x) {
        throw new InexpressibleException(
                "its code is that of a TorchScript file, which is not written as operators of ONNX");
    }
}
