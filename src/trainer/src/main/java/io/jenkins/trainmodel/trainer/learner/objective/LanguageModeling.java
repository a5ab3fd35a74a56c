package io.jenkins.trainmodel.trainer.learner.objective;

import io.jenkins.trainmodel.trainer.tensor.HostTensor;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cross-entropy of the next token, in nats, over every token of every sample. Perplexity is its exponential; bits per byte
 * divide its sum by the bytes of the text that the tokens stand for, so that models with other tokens can be compared (Gao
 * et al. 2020, section 3.1).
 */
public final class LanguageModeling implements Objective {
    public static final String PERPLEXITY = "perplexity";
    public static final String BITS_PER_BYTE = "bitsPerByte";
    public static final String ACCURACY = "accuracy";
    private static final List<String> KNOWN = List.of(PERPLEXITY, BITS_PER_BYTE, ACCURACY);
    private static final String TOKENS = "tokens";
    private static final String BYTES = "bytes";
    private static final String CORRECT = "correct";

    private final List<String> metrics;
    private final List<Integer> tokenBytes;

    /** @param tokenBytes bytes that each token stands for; 0 for one that marks the end of a text */
    public LanguageModeling(List<String> metrics, List<Integer> tokenBytes) {
        this.metrics = List.copyOf(metrics);
        this.tokenBytes = List.copyOf(tokenBytes);
        for (String metric : metrics) {
            if (!KNOWN.contains(metric)) {
                throw new IllegalArgumentException(
                        "a language model has no metric " + metric + "; it has " + String.join(", ", KNOWN));
            }
        }
    }

    @Override
    public List<NamedTensor> constants() {
        float[] bytes = new float[tokenBytes.size()];
        for (int token = 0; token < bytes.length; token++) {
            bytes[token] = tokenBytes.get(token);
        }
        return List.of(HostTensor.of("token_bytes", List.of((long) bytes.length), bytes));
    }

    @Override
    public String lossExpression() {
        return "torch.cross_entropy_loss(torch.flatten(outputs, 0, 1), torch.flatten(targets), None, 1, -100, 0.)";
    }

    @Override
    public List<String> preparations() {
        return List.of("tokens = torch.numel(targets)");
    }

    @Override
    public List<Sum> sums() {
        List<Sum> sums = new ArrayList<>();
        sums.add(Sum.scalar(LOSS, "loss, alpha=tokens"));
        sums.add(Sum.scalar(SAMPLES, "n"));
        sums.add(Sum.scalar(TOKENS, "tokens"));
        if (metrics.contains(BITS_PER_BYTE)) {
            sums.add(Sum.scalar(BYTES, "torch.sum(torch.index_select(self.token_bytes, 0, torch.flatten(targets)))"));
        }
        if (metrics.contains(ACCURACY)) {
            sums.add(Sum.scalar(CORRECT, "torch.sum(torch.eq(torch.argmax(outputs, 2), targets))"));
        }
        return sums;
    }

    @Override
    public Map<String, Double> metrics(Map<String, double[]> sums) {
        double tokens = sums.get(TOKENS)[0];
        double loss = sums.get(LOSS)[0] / tokens;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(LOSS, loss);
        for (String metric : metrics) {
            values.put(
                    metric,
                    switch (metric) {
                        case PERPLEXITY -> Math.exp(loss);
                        case BITS_PER_BYTE -> bitsPerByte(sums.get(LOSS)[0], sums.get(BYTES)[0]);
                        default -> sums.get(CORRECT)[0] / tokens;
                    });
        }
        return values;
    }

    /** @param nats the sum of the tokens' losses */
    public static double bitsPerByte(double nats, double bytes) {
        return nats / Math.log(2) / bytes;
    }
}
