package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.gate.SampledMetric;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.objective.LanguageModeling;
import io.jenkins.trainmodel.trainer.learner.objective.LogitLoss;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import java.util.List;

/** The scores of a language model: each sample is a window of a text, all of whose tokens are judged. */
final class WindowScores implements SampleScores {
    private static final LogitLoss LOSS = new LogitLoss(0, new float[0]);

    private final int vocabulary;
    private final List<Integer> tokenBytes;
    private final double[] losses;
    private final double[] bytes;
    private final int[] right;
    private final int[] tokens;
    private int samples;

    /** @param tokenBytes bytes that each token stands for */
    WindowScores(int vocabulary, List<Integer> tokenBytes, int samples) {
        this.vocabulary = vocabulary;
        this.tokenBytes = tokenBytes;
        losses = new double[samples];
        bytes = new double[samples];
        right = new int[samples];
        tokens = new int[samples];
    }

    @Override
    public void add(float[] outputs, Batch batch) {
        SampleScores.requireFinite(outputs);
        int length = outputs.length / vocabulary / batch.size();
        for (int token = 0; token < batch.size() * length; token++) {
            int label = Math.toIntExact(batch.labels().getLong(token * Long.BYTES));
            add(samples + token / length, outputs, token * vocabulary, label);
        }
        samples += batch.size();
    }

    private void add(int sample, float[] outputs, int from, int label) {
        int best = 0;
        for (int output = 1; output < vocabulary; output++) {
            best = outputs[from + output] > outputs[from + best] ? output : best;
        }
        losses[sample] += LOSS.of(outputs, from, vocabulary, label);
        bytes[sample] += tokenBytes.get(label);
        right[sample] += best == label ? 1 : 0;
        tokens[sample]++;
    }

    @Override
    public SampledMetric metric(String name) {
        return switch (name) {
            case Objective.LOSS -> this::loss;
            case LanguageModeling.PERPLEXITY -> drawn -> Math.exp(loss(drawn));
            case LanguageModeling.BITS_PER_BYTE ->
                drawn -> LanguageModeling.bitsPerByte(sum(losses, drawn), sum(bytes, drawn));
            case LanguageModeling.ACCURACY -> this::accuracy;
            default ->
                throw new IllegalArgumentException(name
                        + " of a language model cannot be told sample by sample; loss, perplexity, bitsPerByte and"
                        + " accuracy can");
        };
    }

    private double loss(int[] drawn) {
        return sum(losses, drawn) / tokens(drawn);
    }

    private static double sum(double[] values, int[] drawn) {
        double sum = 0;
        for (int sample : drawn) {
            sum += values[sample];
        }
        return sum;
    }

    private double accuracy(int[] drawn) {
        long hits = 0;
        for (int sample : drawn) {
            hits += right[sample];
        }
        return hits / tokens(drawn);
    }

    private double tokens(int[] drawn) {
        long sum = 0;
        for (int sample : drawn) {
            sum += tokens[sample];
        }
        return sum;
    }
}
