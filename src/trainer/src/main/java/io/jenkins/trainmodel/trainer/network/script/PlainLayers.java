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

/** Layers without parameters, which are expressions in the method of the layer that holds them. */
final class PlainLayers {
    private PlainLayers() {}

    /** The expression over {@code x}. */
    static String expression(Layer layer) {
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
        if (layer instanceof ImageRows) {
            return "torch.flatten(torch.transpose(x, 1, 2), 2, -1)";
        }
        if (layer instanceof SequencePool pool) {
            return SequenceScript.pool(pool);
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

    /** The same number for both axes of an image. */
    static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }
}
