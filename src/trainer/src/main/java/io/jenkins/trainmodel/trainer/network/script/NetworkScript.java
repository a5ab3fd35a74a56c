package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Embedding;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.GatedProjection;
import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.LayerNorm;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import io.jenkins.trainmodel.trainer.network.layer.Residual;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.network.layer.TransformerBlock;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns a network's description into TorchScript modules, whose parameters have the description's names. Layers without
 * parameters are expressions in the method of the layer that holds them.
 */
public final class NetworkScript {
    private final Map<String, NamedTensor> values;
    private final Casts casts;
    private final Set<String> frozen;
    private int classes;

    private NetworkScript(Map<String, NamedTensor> values, Casts casts, Set<String> frozen) {
        this.values = values;
        this.casts = casts;
        this.frozen = frozen;
    }

    /**
     * The module of a network; its method {@code forward} takes a batch and gives the outputs.
     *
     * @param values every parameter and buffer by name
     */
    public static ScriptModule of(Sequential network, Map<String, NamedTensor> values, Casts casts) {
        return frozen(network, values, casts, Set.of());
    }

    /**
     * The same, where some tensors stay as they are: batch normalisation whose running statistics are among them goes by
     * these also in training, as it does later.
     *
     * @param frozen names of tensors
     */
    public static ScriptModule frozen(
            Sequential network, Map<String, NamedTensor> values, Casts casts, Set<String> frozen) {
        return new NetworkScript(values, casts, frozen).sequential(network, "");
    }

    ScriptModule sequential(Sequential layer, String prefix) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", false);
        StringBuilder body = new StringBuilder();
        append(layer, prefix, attributes, body);
        Map<String, String> methods = new TreeMap<>(nextOf(layer));
        methods.put("forward", body.append("    return x\n").toString());
        return module("Sequential", attributes, methods);
    }

    /** What holds a language model alone gives its method {@code next} on. */
    private static Map<String, String> nextOf(Sequential layer) {
        Sequential.Child first = layer.layers().get(0);
        boolean isOne = first.layer() instanceof LanguageModel && layer.layers().size() == 1;
        return isOne
                ? Map.of("next", "    return (" + ClassText.access("self", first.name()) + ").next(x, )\n")
                : Map.of();
    }

    /** Adds the layers one after another, each as {@code x = layer(x)}. */
    private void append(Sequential layer, String prefix, Map<String, Object> attributes, StringBuilder body) {
        for (Sequential.Child child : layer.layers()) {
            Optional<ScriptModule> module = module(child.layer(), prefix + child.name() + ".");
            module.ifPresent(value -> attributes.put(child.name(), value));
            String result = module.isPresent()
                    ? "(" + ClassText.access("self", child.name()) + ").forward(x, )"
                    : expression(child.layer());
            body.append("    x = ").append(result).append('\n');
        }
    }

    private Optional<ScriptModule> module(Layer layer, String prefix) {
        if (layer instanceof Sequential sequential) {
            return Optional.of(sequential(sequential, prefix));
        }
        if (layer instanceof Residual residual) {
            return Optional.of(residual(residual, prefix));
        }
        if (layer instanceof Linear) {
            return Optional.of(leaf("Linear", layer, prefix, casts.linear()));
        }
        if (layer instanceof Conv2d convolution) {
            return Optional.of(leaf("Conv2d", layer, prefix, convolution(convolution)));
        }
        if (layer instanceof BatchNorm2d norm) {
            return Optional.of(leaf("BatchNorm2d", layer, prefix, batchNorm(norm, prefix)));
        }
        return ofSequences(layer, prefix);
    }

    private Optional<ScriptModule> ofSequences(Layer layer, String prefix) {
        TransformerScript script = new TransformerScript(this, casts);
        if (layer instanceof LanguageModel model) {
            return Optional.of(script.model(model, prefix));
        }
        if (layer instanceof TransformerBlock block) {
            return Optional.of(script.block(block, prefix));
        }
        if (layer instanceof CausalAttention attention) {
            return Optional.of(script.attention(attention, prefix));
        }
        if (layer instanceof GatedProjection gated) {
            return Optional.of(script.gated(gated, prefix));
        }
        if (layer instanceof Projection projection) {
            return Optional.of(script.projection(projection, prefix));
        }
        if (layer instanceof LayerNorm norm) {
            return Optional.of(script.norm(norm, prefix));
        }
        return layer instanceof Embedding table ? Optional.of(table(table, prefix)) : Optional.empty();
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
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (TensorSpec tensor : layer.tensors()) {
            NamedTensor value = Optional.ofNullable(values.get(prefix + tensor.name()))
                    .orElseThrow(() -> new IllegalArgumentException("no values for " + prefix + tensor.name()));
            ScriptModule.Tensor.Role role =
                    tensor.trainable() ? ScriptModule.Tensor.Role.PARAMETER : ScriptModule.Tensor.Role.BUFFER;
            attributes.put(tensor.name(), new ScriptModule.Tensor(value, role));
        }
        attributes.put("training", false);
        return module(kind, attributes, "    return " + expression + "\n");
    }

    ScriptModule module(String kind, Map<String, Object> attributes, String body) {
        return module(kind, attributes, Map.of("forward", body));
    }

    /** @param bodies of methods from tensor to tensor, by their names */
    ScriptModule module(String kind, Map<String, Object> attributes, Map<String, String> bodies) {
        String name = kind + classes++;
        String arguments = "(self: " + ScriptModule.NAMESPACE + "." + name + ",\n    x: Tensor) -> Tensor:\n";
        List<String> methods = new TreeMap<>(bodies)
                .entrySet().stream()
                        .map(method -> "  def " + method.getKey() + arguments + method.getValue())
                        .toList();
        return new ScriptModule(name, attributes, methods);
    }

    private String convolution(Conv2d layer) {
        String bias = layer.bias() ? casts.parameter("bias") : "None";
        return "torch.conv2d(" + casts.input() + ", " + casts.parameter("weight") + ", " + bias + ", "
                + pair(layer.stride()) + ", " + pair(layer.padding()) + ", [1, 1], 1)";
    }

    private String batchNorm(BatchNorm2d layer, String prefix) {
        boolean kept = layer.tensors().stream()
                .anyMatch(tensor -> !tensor.trainable() && frozen.contains(prefix + tensor.name()));
        return "torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, "
                + (kept ? "False" : "self.training") + ", " + layer.momentum() + ", " + layer.epsilon() + ", True)";
    }

    private static String expression(Layer layer) {
        if (layer instanceof Activation activation) {
            return activation(activation.function());
        }
        if (layer instanceof MaxPool2d pool) {
            return "torch.max_pool2d(x, " + window(pool.kernel(), pool.stride(), pool.padding()) + ", [1, 1], False)";
        }
        if (layer instanceof AveragePool2d pool) {
            return "torch.avg_pool2d(x, " + window(pool.kernel(), pool.stride(), pool.padding())
                    + ", False, True, None)";
        }
        if (layer instanceof AdaptiveAveragePool2d pool) {
            return "torch.adaptive_avg_pool2d(x, [" + pool.height() + ", " + pool.width() + "])";
        }
        if (layer instanceof Flatten) {
            return "torch.flatten(x, 1, -1)";
        }
        if (layer instanceof Dropout dropout) {
            return "torch.dropout(x, " + dropout.probability() + ", self.training)";
        }
        throw new IllegalArgumentException("no TorchScript for " + layer.getClass());
    }

    private static String activation(Activation.Function function) {
        return switch (function) {
            case RELU -> "torch.relu(x)";
            case LEAKY_RELU -> "torch.leaky_relu(x, 0.01)";
            case ELU -> "torch.elu(x, 1.0, 1.0, 1.0)";
            case GELU -> "torch.gelu(x)";
            case GELU_TANH -> "torch.gelu(x, approximate=\"tanh\")";
            case SILU -> "torch.silu(x)";
            case TANH -> "torch.tanh(x)";
            case SIGMOID -> "torch.sigmoid(x)";
        };
    }

    private static String window(int kernel, int stride, int padding) {
        return pair(kernel) + ", " + pair(stride) + ", " + pair(padding);
    }

    private static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }
}
