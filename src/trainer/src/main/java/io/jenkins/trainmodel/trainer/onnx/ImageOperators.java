package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.AdaptiveAveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.AveragePool2d;
import io.jenkins.trainmodel.trainer.network.layer.BatchNorm2d;
import io.jenkins.trainmodel.trainer.network.layer.Conv2d;
import io.jenkins.trainmodel.trainer.network.layer.ImageRows;
import io.jenkins.trainmodel.trainer.network.layer.MaxPool2d;
import java.util.ArrayList;
import java.util.List;

/** The operators of layers that work on images, [batch, channels, height, width]. */
record ImageOperators(NetworkGraph network) {
    /** Tells which layers it has operators for. */
    void addTo(LayerOperators layers) {
        layers.put(Conv2d.class, this::convolution)
                .put(BatchNorm2d.class, this::batchNorm)
                .put(MaxPool2d.class, this::maximum)
                .put(AveragePool2d.class, this::average)
                .put(AdaptiveAveragePool2d.class, this::mean)
                .put(ImageRows.class, this::rows);
    }

    private OnnxGraph graph() {
        return network.graph();
    }

    private String convolution(Conv2d layer, String prefix, Value x) {
        List<String> inputs = new ArrayList<>(List.of(x.name(), network.parameter(prefix + "weight")));
        if (layer.bias()) {
            inputs.add(network.parameter(prefix + "bias"));
        }
        return graph().add("Conv", inputs, window(layer.kernel(), layer.stride(), layer.padding()));
    }

    /** By the running statistics. */
    private String batchNorm(BatchNorm2d layer, String prefix, Value x) {
        List<String> inputs = new ArrayList<>(List.of(x.name()));
        for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
            inputs.add(network.parameter(prefix + name));
        }
        return graph().add("BatchNormalization", inputs, Attribute.number("epsilon", layer.epsilon()));
    }

    private String maximum(MaxPool2d layer, String prefix, Value x) {
        return graph().add("MaxPool", List.of(x.name()), window(layer.kernel(), layer.stride(), layer.padding()));
    }

    private String average(AveragePool2d layer, String prefix, Value x) {
        List<Attribute> attributes = new ArrayList<>(List.of(window(layer.kernel(), layer.stride(), layer.padding())));
        attributes.add(Attribute.whole("count_include_pad", 1));
        return graph().add("AveragePool", List.of(x.name()), attributes.toArray(Attribute[]::new));
    }

    private String mean(AdaptiveAveragePool2d layer, String prefix, Value x) {
        if (layer.height() != 1 || layer.width() != 1) {
            throw new InexpressibleException("ONNX has no operator that averages images to " + layer.height() + "×"
                    + layer.width() + ", whatever their size");
        }
        return graph().add("GlobalAveragePool", List.of(x.name()));
    }

    private static Attribute[] window(int kernel, int stride, int padding) {
        return new Attribute[] {
            Attribute.wholes("kernel_shape", kernel, kernel),
            Attribute.wholes("strides", stride, stride),
            Attribute.wholes("pads", padding, padding, padding, padding)
        };
    }

    /** [channels, height, width] becomes [height, channels × width]. */
    private String rows(ImageRows layer, String prefix, Value x) {
        List<Integer> sequence = layer.cost(x.shape()).outputShape();
        String rows = graph().add("Transpose", List.of(x.name()), Attribute.wholes("perm", 0, 2, 1, 3));
        return graph().add("Reshape", List.of(rows, graph().wholes(0, sequence.get(0), sequence.get(1))));
    }
}
