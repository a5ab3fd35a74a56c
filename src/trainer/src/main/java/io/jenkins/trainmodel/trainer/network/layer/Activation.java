package io.jenkins.trainmodel.trainer.network.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An element-wise function. */
public record Activation(Function function) implements Layer {
    /** Functions by the name that specifications and architecture files use. */
    public enum Function {
        RELU("relu"),
        LEAKY_RELU("leakyRelu"),
        ELU("elu"),
        GELU("gelu"),
        /** The approximation by a hyperbolic tangent, which GPT-2 has (Hendrycks and Gimpel 2016, section 2). */
        GELU_TANH("geluTanh"),
        SILU("silu"),
        TANH("tanh"),
        SIGMOID("sigmoid");

        private final String word;

        Function(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        public static String words() {
            return Arrays.stream(values()).map(Function::word).collect(Collectors.joining(", "));
        }
    }

    public Activation {
        if (function == null) {
            throw new NetworkException("an activation needs a function");
        }
    }

    /** Counted as one operation per element, though exponentials cost more; input or output is kept. */
    @Override
    public Cost cost(List<Integer> input) {
        return Cost.of(input, Shapes.elements(input), Shapes.elements(input));
    }
}
