package io.jenkins.trainmodel.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a classifier is right as often as it claims: samples in bins of equal width by the probability of the class
 * that was predicted (Guo et al. 2017, On Calibration of Modern Neural Networks, section 2).
 *
 * @param bins those that hold samples, by rising confidence
 * @param expectedError the mean distance of a bin's accuracy from its confidence, weighted by its samples (ECE), 0 to 1
 */
public record Calibration(List<Bin> bins, double expectedError) {
    static final int BINS = 15;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Samples of about the same confidence.
     *
     * @param confidence their mean probability of the predicted class
     * @param accuracy the share of them that was right
     */
    public record Bin(long samples, double confidence, double accuracy) {}

    /** Adds up what becomes a calibration. */
    static final class Sums {
        private final long[] samples = new long[BINS];
        private final long[] hits = new long[BINS];
        private final double[] confidence = new double[BINS];

        /** A prediction of this probability. */
        void add(double probability, boolean hit) {
            // Bins are open below and closed above, so 1 is in the last one.
            int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(probability * BINS) - 1));
            samples[bin]++;
            hits[bin] += hit ? 1 : 0;
            confidence[bin] += probability;
        }

        Calibration calibration() {
            List<Bin> bins = new ArrayList<>();
            double error = 0;
            long all = 0;
            for (int i = 0; i < BINS; i++) {
                if (samples[i] > 0) {
                    bins.add(new Bin(samples[i], confidence[i] / samples[i], (double) hits[i] / samples[i]));
                    error += Math.abs(confidence[i] - hits[i]);
                    all += samples[i];
                }
            }
            return new Calibration(bins, all == 0 ? 0 : error / all);
        }
    }
}
