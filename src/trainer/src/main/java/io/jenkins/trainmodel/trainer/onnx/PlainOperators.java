package io.jenkins.trainmodel.trainer.onnx;

import io.jenkins.trainmodel.trainer.network.layer.Activation;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.Embedding;
import io.jenkins.trainmodel.trainer.network.layer.Flatten;
import io.jenkins.trainmodel.trainer.network.layer.LayerNorm;
import io.jenkins.trainmodel.trainer.network.layer.Linear;
import io.jenkins.trainmodel.trainer.network.layer.Projection;
import java.util.List;
import java.util.Optional;

/** The operators of layers that networks of any kind have. */
record PlainOperators(NetworkGraph network) {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    /** Tells which layers it has operators for. Where a network is used nothing is dropped. */
    void addTo(LayerOperators layers) {
        layers.put(Linear.class, (layer, prefix, x) -> linear(x, prefix + WEIGHT, Optional.of(prefix + BIAS)))
                .put(Projection.class, this::projection)
                .put(Embedding.class, (layer, prefix, x) -> row(prefix, x))
                .put(LayerNorm.class, this::norm)
                .put(Activation.class, (layer, prefix, x) -> activation(layer.function(), x.name()))
                .put(Flatten.class, (layer, prefix, x) -> graph().add("Flatten", List.of(x.name())))
                .put(Dropout.class, (layer, prefix, x) -> x.name());
    }

    private OnnxGraph graph() {
        return network.graph();
    }

    private String projection(Projection layer, String prefix, Value x) {
        return linear(x, prefix + WEIGHT, layer.bias() ? Optional.of(prefix + BIAS) : Optional.empty());
    }

    /**
     * x Wᵀ + b. The weight keeps its form, [outputs, inputs]: a runtime exchanges its axes once, when it opens the model.
     *
     * @param weight the parameter's name
     * @param bias likewise
     */
    String linear(Value x, String weight, Optional<String> bias) {
        String matrix = network.parameter(weight);
        if (x.shape().size() == 1 && bias.isPresent()) {
            return graph().add(
                            "Gemm",
                            List.of(x.name(), matrix, network.parameter(bias.get())),
                            Attribute.whole("transB", 1));
        }
        String turned = graph().add("Transpose", List.of(matrix), Attribute.wholes("perm", 1, 0));
        String product = graph().add("MatMul", List.of(x.name(), turned));
        return bias.map(name -> graph().add("Add", List.of(product, network.parameter(name))))
                .orElse(product);
    }

    private String row(String prefix, Value x) {
        return graph().add("Gather", List.of(network.parameter(prefix + WEIGHT), x.name()));
    }

    private String norm(LayerNorm layer, String prefix, Value x) {
        return graph().add(
                        "LayerNormalization",
                        List.of(x.name(), network.parameter(prefix + WEIGHT), network.parameter(prefix + BIAS)),
                        Attribute.number("epsilon", layer.epsilon()));
    }

    String activation(Activation.Function function, String x) {
        return switch (function) {
            case RELU -> graph().add("Relu", List.of(x));
            case LEAKY_RELU -> graph().add("LeakyRelu", List.of(x), Attribute.number("alpha", 0.01));
            case ELU -> graph().add("Elu", List.of(x), Attribute.number("alpha", 1));
            case GELU -> gelu(x);
            case GELU_TANH -> geluByTanh(x);
            case SILU -> product(x, graph().add("Sigmoid", List.of(x)));
            case TANH -> graph().add("Tanh", List.of(x));
            case SIGMOID -> graph().add("Sigmoid", List.of(x));
        };
    }

    /** x / 2 × (1 + erf(x / √2)) (Hendrycks and Gimpel 2016, section 2), in the order in which runtimes know it again. */
    private String gelu(String x) {
        String error = graph().add("Erf", List.of(graph().add("Div", List.of(x, graph().number(Math.sqrt(2))))));
        String share = graph().add("Add", List.of(error, graph().number(1)));
        return product(product(x, share), graph().number(0.5));
    }

    /** x / 2 × (1 + tanh(√(2 / π) (x + 0.044715 x³))), the approximation of the same section. */
    private String geluByTanh(String x) {
        String cube = product(product(x, x), x);
        String inner = graph().add("Add", List.of(x, product(cube, graph().number(0.044715))));
        String tanh = graph().add("Tanh", List.of(product(inner, graph().number(Math.sqrt(2 / Math.PI)))));
        String share = graph().add("Add", List.of(tanh, graph().number(1)));
        return product(product(x, share), graph().number(0.5));
    }

    String product(String one, String other) {
        return graph().add("Mul", List.of(one, other));
    }
}
