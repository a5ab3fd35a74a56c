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

    /** @throws ArithmeticException if a logit is not finite: nothing can be drawn by it */
    int from(float[] logits) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new ArithmeticException(
                        "what the model says of the next token is not finite, so no text can be drawn from it");
            }
        }
        return temperature == 0 ? likeliest(logits) : drawn(logits);
    }

    private int drawn(float[] logits) {
        double[] shares = shares(logits);
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return drawn(shares, random.nextDouble() * sum);
    }

    /** Of equal logits at the border the first ones may be drawn, so that they are no more than were asked for. */
    private double[] shares(float[] logits) {
        double least = least(logits);
        double largest = logits[likeliest(logits)];
        int equal = topK - above(logits, least);
        double[] shares = new double[logits.length];
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] > least || logits[token] == least && equal-- > 0) {
                // Math.exp may differ between machines in its last bit.
                shares[token] = StrictMath.exp((logits[token] - largest) / temperature);
            }
        }
        return shares;
    }

    private static int above(float[] logits, double least) {
        int above = 0;
        for (float logit : logits) {
            above += logit > least ? 1 : 0;
        }
        return above;
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
