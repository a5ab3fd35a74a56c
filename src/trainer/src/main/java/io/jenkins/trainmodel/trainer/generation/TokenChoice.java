package io.jenkins.trainmodel.trainer.generation;

import java.util.Arrays;
import java.util.Random;

/**
 * Draws tokens by their logits. The same seed and logits give the same tokens on every machine.
 *
 * @param temperature by which logits are divided; 0: the likeliest token is always taken
 * @param topK so many of the likeliest tokens may be drawn (Fan et al. 2018, section 5.2)
 * @param random draws
 */
record TokenChoice(double temperature, int topK, Random random) {

    int from(float[] logits) {
        if (temperature == 0) {
            return likeliest(logits);
        }
        double least = least(logits);
        double largest = logits[likeliest(logits)];
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int token = 0; token < logits.length; token++) {
            shares[token] = logits[token] < least ? 0 : Math.exp((logits[token] - largest) / temperature);
            sum += shares[token];
        }
        return drawn(shares, random.nextDouble() * sum);
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int token = 1; token < logits.length; token++) {
            best = logits[token] > logits[best] ? token : best;
        }
        return best;
    }

    /** The logit of the last token that may be drawn. */
    private double least(float[] logits) {
        if (topK >= logits.length) {
            return Double.NEGATIVE_INFINITY;
        }
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - topK];
    }

    private static int drawn(double[] shares, double place) {
        double left = place;
        int last = 0;
        for (int token = 0; token < shares.length; token++) {
            if (shares[token] > 0) {
                last = token;
                left -= shares[token];
                if (left < 0) {
                    return token;
                }
            }
        }
        return last;
    }
}
