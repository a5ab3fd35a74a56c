package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.ImageRows;
import io.jenkins.trainmodel.trainer.network.layer.Layer;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import io.jenkins.trainmodel.trainer.network.layer.SequencePool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Layers without parameters, which are expressions in the method of the layer that holds them. */
final class PlainLayers {
    private static final Map<Class<? extends Layer>, Function<Layer, String>> BY_KIND = new HashMap<>();

    static {
        add(Activation.class, layer -> activation(layer.function()));
        add(
                MaxPool2d.class,
                pool -> "torch.max_pool2d(x, " + window(pool.kernel(), pool.stride(), pool.padding())
                        + ", [1, 1], False)");
        add(
                AveragePool2d.class,
                pool -> "torch.avg_pool2d(x, " + window(pool.kernel(), pool.stride(), pool.padding())
                        + ", False, True, None)");
        add(
                AdaptiveAveragePool2d.class,
                pool -> "torch.adaptive_avg_pool2d(x, [" + pool.height() + ", " + pool.width() + "])");
        add(Flatten.class, layer -> "torch.flatten(x, 1, -1)");
        add(ImageRows.class, layer -> "torch.flatten(torch.transpose(x, 1, 2), 2, -1)");
        add(SequencePool.class, SequenceScript::pool);
        add(Dropout.class, layer -> "torch.dropout(x, " + layer.probability() + ", self.training)");
    }

    private PlainLayers() {}

    private static <L extends Layer> void add(Class<L> kind, Function<L, String> expression) {
        BY_KIND.put(kind, layer -> expression.apply(kind.cast(layer)));
    }

    /** The expression over {@code x}; empty where the layer is a module of its own. */
    static Optional<String> expression(Layer layer) {
        return Optional.ofNullable(BY_KIND.get(layer.getClass())).map(expression -> expression.apply(layer));
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

    /** The same number for both axes of an image. */
    static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }
}
