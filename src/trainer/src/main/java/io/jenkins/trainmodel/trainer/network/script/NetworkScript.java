package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Embedding;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.Segment;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a network's description into TorchScript modules, whose parameters have the description's names. Layers without
 * parameters are expressions in the method of the layer that holds them.
 */
public final class NetworkScript {
    private final Map<String, NamedTensor> values;
    private final Casts casts;
    private final Set<String> frozen;
    private final LinearScript linears;
    private final LayerModules modules = new LayerModules();
    private int classes;

    private NetworkScript(Map<String, NamedTensor> values, Casts casts, Set<String> frozen, Adapters adapters) {
        this.values = values;
        this.casts = casts;
        this.frozen = frozen;
        this.linears = new LinearScript(casts, adapters);
        modules.add(Sequential.class, this::sequential)
                .add(Residual.class, this::residual)
                .add(Linear.class, this::linear)
                .add(Embedding.class, this::table)
                .add(Conv2d.class, this::convolution)
                .add(BatchNorm2d.class, this::batchNorm);
        new TransformerScript(this, casts).addTo(modules);
        new SequenceScript(this, casts).addTo(modules);
    }

    /**
     * The module of a network; its method {@code forward} takes a batch and gives the outputs.
     *
     * @param values every parameter and buffer by name
     */
    public static ScriptObject of(Sequential network, Map<String, NamedTensor> values, Casts casts) {
        return trained(network, values, casts, Set.of(), Adapters.NONE);
    }

    /**
     * The same, as it is trained. Some tensors may stay as they are, and keep nothing for a gradient: batch normalisation whose
     * running statistics are among them goes by these also in training, as it does later.
     *
     * @param values those of adapters as well
     * @param frozen names of tensors
     */
    public static ScriptObject trained(
            Sequential network, Map<String, NamedTensor> values, Casts casts, Set<String> frozen, Adapters adapters) {
        Optional<Scripted> script = Scripted.in(network);
        if (script.isPresent()) {
            return new EmbeddedModule(script.get().file(), values);
        }
        NetworkScript scripts = new NetworkScript(values, casts, frozen, adapters);
        return OwnBlock.in(network).map(scripts::tensorsAlone).orElseGet(() -> scripts.sequential(network, ""));
    }

    /** What a block of a user's own computes with; it computes outside. */
    private ScriptModule tensorsAlone(OwnBlock block) {
        return module("OwnBlock", attributes(block, ""), List.of());
    }

    LinearScript linears() {
        return linears;
    }

    ScriptModule sequential(Sequential layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        StringBuilder body = new StringBuilder();
        append(layer, prefix, attributes, body);
        List<ScriptMethod> methods = new ArrayList<>(
                writing(layer, ClassText.access("self", layer.layers().get(0).name())));
        methods.add(
                ScriptMethod.ofTensor("forward", body.append("    return x\n").toString()));
        return module("Sequential", attributes, methods);
    }

    /**
     * What holds a language model alone gives its methods on, so that text can be written with it: {@link LanguageModel#NEXT}
     * and {@link LanguageModel#EXTEND}. Of another network: none.
     *
     * @param object the expression of what has the methods already
     */
    public static List<ScriptMethod> writing(Sequential network, String object) {
        Layer first = network.layers().get(0).layer();
        return first instanceof LanguageModel model && network.layers().size() == 1
                ? TransformerScript.writing(model, object)
                : List.of();
    }

    /** Adds the layers one after another, each as {@code x = layer(x)}. */
    private void append(Sequential layer, String prefix, Map<String, Object> attributes, StringBuilder body) {
        for (Sequential.Child child : layer.layers()) {
            Optional<String> plain = PlainLayers.expression(child.layer());
            if (plain.isEmpty()) {
                attributes.put(child.name(), modules.of(child.layer(), prefix + child.name() + "."));
            }
            String called = "(" + ClassText.access("self", child.name()) + ").forward(x, )";
            body.append("    x = ").append(plain.orElse(called)).append('\n');
        }
    }

    /**
     * Lines that take {@code x} through a segment of a network.
     *
     * @param object the expression of the network
     */
    public static List<String> lines(Segment segment, String object) {
        return segment.parts().stream()
                .map(part -> "x = "
                        + PlainLayers.expression(part.layer())
                                .orElseGet(() -> "(" + ScriptModule.access(object, part.path()) + ")." + part.method()
                                        + "(x, )"))
                .toList();
    }

    ScriptModule linear(Linear layer, String prefix) {
        return leaf("Linear", layer, prefix, linears.expression("x", "weight", Optional.of("bias"), prefix));
    }

    ScriptModule table(Embedding layer, String prefix) {
        return leaf("Embedding", layer, prefix, "torch.embedding(self.weight, x)");
    }

    private ScriptModule residual(Residual layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        StringBuilder body = new StringBuilder("    shortcut = x\n");
        layer.downsample().ifPresent(sequential -> {
            attributes.put(Residual.DOWNSAMPLE, sequential(sequential, prefix + Residual.DOWNSAMPLE + "."));
            body.append("    shortcut = (self." + Residual.DOWNSAMPLE + ").forward(x, )\n");
        });
        append(layer.body(), prefix, attributes, body);
        return module(
                "Residual",
                attributes,
                body.append("    return torch.relu(torch.add(x, shortcut))\n").toString());
    }

    ScriptModule leaf(String kind, Layer layer, String prefix, String expression) {
        return module(kind, attributes(layer, prefix), "    return " + expression + "\n");
    }

    /** The layer's own tensors and those of its adapters, whose names may have a dot: these within modules without methods. */
    Map<String, Object> attributes(Layer layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (TensorSpec tensor : layer.tensors()) {
            put(attributes, tensor.name(), tensor(tensor, prefix + tensor.name()));
            linears.matricesBeside(prefix + tensor.name())
                    .forEach(matrix ->
                            put(attributes, LinearScript.within(matrix, prefix), tensor(matrix, matrix.name())));
        }
        attributes.put("training", false);
        return attributes;
    }

    private void put(Map<String, Object> attributes, String name, ScriptModule.Tensor value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            attributes.put(name, value);
            return;
        }
        ScriptModule inner = (ScriptModule) attributes.computeIfAbsent(
                name.substring(0, dot),
                within -> module("Parameters", new LinkedHashMap<>(Map.of("training", false)), List.of()));
        put(inner.attributes(), name.substring(dot + 1), value);
    }

    private ScriptModule.Tensor tensor(TensorSpec tensor, String name) {
        NamedTensor value = Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no values for " + name));
        boolean trained = tensor.trainable() && !frozen.contains(name);
        return new ScriptModule.Tensor(
                value, trained ? ScriptModule.Tensor.Role.PARAMETER : ScriptModule.Tensor.Role.BUFFER);
    }

    ScriptModule module(String kind, Map<String, Object> attributes, String body) {
        return module(kind, attributes, List.of(ScriptMethod.ofTensor("forward", body)));
    }

    ScriptModule module(String kind, Map<String, Object> attributes, List<ScriptMethod> methods) {
        String name = kind + classes++;
        return new ScriptModule(
                name,
                attributes,
                methods.stream().map(method -> method.text(name)).toList());
    }

    private ScriptModule convolution(Conv2d layer, String prefix) {
        String bias = layer.bias() ? casts.parameter("bias") : "None";
        return leaf(
                "Conv2d",
                layer,
                prefix,
                "torch.conv2d(" + casts.input() + ", " + casts.parameter("weight") + ", " + bias + ", "
                        + PlainLayers.pair(layer.stride()) + ", " + PlainLayers.pair(layer.padding()) + ", [1, 1], 1)");
    }

    private ScriptModule batchNorm(BatchNorm2d layer, String prefix) {
        boolean kept = layer.tensors().stream()
                .anyMatch(tensor -> !tensor.trainable() && frozen.contains(prefix + tensor.name()));
        return leaf(
                "BatchNorm2d",
                layer,
                prefix,
                "torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, "
                        + (kept ? "False" : "self.training") + ", " + layer.momentum() + ", " + layer.epsilon()
                        + ", True)");
    }
}
