package io.jenkins.trainmodel.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Samples in the order of their scores, the highest first: how well a threshold can tell positives from negatives.
 * Samples of one score stand or fall together.
 */
final class Ranking {
    /** Positives and all samples down to each distinct score. */
    private final long[] positives;

    private final long[] samples;

    private Ranking(long[] positives, long[] samples) {
        this.positives = positives;
        this.samples = samples;
    }

    /** Ranks scores, none of which is NaN. */
    static Ranking of(float[] scores, boolean[] positive) {
        long[] keys = new long[scores.length];
        Arrays.setAll(keys, i -> ((long) sortable(scores[i]) << Integer.SIZE) | i);
        Arrays.sort(keys);
        long[] positives = new long[keys.length];
        long[] samples = new long[keys.length];
        int groups = 0;
        long found = 0;
        for (int from = keys.length - 1; from >= 0; from--) {
            found += positive[(int) keys[from]] ? 1 : 0;
            boolean lastOfItsScore = from == 0 || keys[from - 1] >> Integer.SIZE != keys[from] >> Integer.SIZE;
            if (lastOfItsScore) {
                positives[groups] = found;
                samples[groups] = keys.length - from;
                groups++;
            }
        }
        return new Ranking(Arrays.copyOf(positives, groups), Arrays.copyOf(samples, groups));
    }

    /** A whole number in the same order as the floats; both zeros are one. */
    private static int sortable(float score) {
        int bits = Float.floatToIntBits(score + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /**
     * The area under the ROC curve: the probability that a positive stands above a negative, ties counting half (Hanley and
     * McNeil 1982). Empty without positives or without negatives.
     */
    Optional<Double> rocAuc() {
        long allPositive = last(positives);
        long allNegative = last(samples) - allPositive;
        double area = 0;
        long positiveBefore = 0;
        long negativeBefore = 0;
        for (int i = 0; i < samples.length; i++) {
            long negative = samples[i] - positives[i];
            area += (double) (negative - negativeBefore) * (positives[i] + positiveBefore) / 2;
            positiveBefore = positives[i];
            negativeBefore = negative;
        }
        return allPositive == 0 || allNegative == 0 ? Optional.empty() : Optional.of(area / allPositive / allNegative);
    }

    /**
     * Average precision, the area under the precision-recall curve as a step function: the sum of the precision at each
     * score, weighted by the recall gained there (Manning et al. 2008, section 8.4). Empty without positives.
     */
    Optional<Double> averagePrecision() {
        long allPositive = last(positives);
        double area = 0;
        long before = 0;
        for (int i = 0; i < samples.length; i++) {
            area += (double) positives[i] / samples[i] * (positives[i] - before);
            before = positives[i];
        }
        return allPositive == 0 ? Optional.empty() : Optional.of(area / allPositive);
    }

    private static long last(long[] counts) {
        return counts.length == 0 ? 0 : counts[counts.length - 1];
    }
}
