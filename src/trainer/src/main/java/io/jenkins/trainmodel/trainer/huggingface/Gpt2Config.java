package io.jenkins.trainmodel.trainer.huggingface;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.trainmodel.trainer.network.layer.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network that is shaped as GPT-2, in the sizes that {@code config.json} of the Hugging Face layout has for it.
 *
 * @param vocabulary number of tokens
 * @param positions number of places that have an embedding
 * @param width numbers that stand for a token, {@code n_embd}
 * @param inner width between the two linear layers of a block, {@code n_inner}
 * @param activation the function between them
 * @param epsilon added to variances by layer normalisation
 * @param tied whether the way back to tokens is the weight of their embedding
 */
public record Gpt2Config(
        int vocabulary,
        int positions,
        int width,
        int layers,
        int heads,
        int inner,
        Activation.Function activation,
        double epsilon,
        boolean tied) {
    static final String MODEL_TYPE = "gpt2";

    private static final double DEVIATION = 0.02;

    /** The words that transformers has for functions; of several for the same one the first is written. */
    static final Map<String, Activation.Function> FUNCTIONS = functions();

    private static Map<String, Activation.Function> functions() {
        Map<String, Activation.Function> functions = new LinkedHashMap<>();
        functions.put("gelu_new", Activation.Function.GELU_TANH);
        functions.put("gelu_pytorch_tanh", Activation.Function.GELU_TANH);
        functions.put("gelu_fast", Activation.Function.GELU_TANH);
        functions.put("gelu", Activation.Function.GELU);
        functions.put("gelu_python", Activation.Function.GELU);
        functions.put("relu", Activation.Function.RELU);
        functions.put("silu", Activation.Function.SILU);
        functions.put("swish", Activation.Function.SILU);
        functions.put("tanh", Activation.Function.TANH);
        functions.put("sigmoid", Activation.Function.SIGMOID);
        return functions;
    }

    /**
     * The content of {@code config.json}.
     *
     * @param endOfText the token that ends a document
     * @param dropout shares that are dropped where training goes on
     */
    ObjectNode toJson(int endOfText, double dropout) {
        String function = FUNCTIONS.entrySet().stream()
                .filter(entry -> entry.getValue() == activation)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no word for " + activation));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model_type", MODEL_TYPE).putArray("architectures").add("GPT2LMHeadModel");
        json.put("vocab_size", vocabulary).put("n_positions", positions).put("n_embd", width);
        json.put("n_layer", layers).put("n_head", heads).put("n_inner", inner);
        json.put("activation_function", function).put("layer_norm_epsilon", epsilon);
        json.put("tie_word_embeddings", tied).put("initializer_range", DEVIATION);
        json.put("resid_pdrop", dropout).put("embd_pdrop", dropout).put("attn_pdrop", dropout);
        json.put("bos_token_id", endOfText).put("eos_token_id", endOfText);
        return json.put("torch_dtype", "float32").put("use_cache", true);
    }
}
