package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.metric.Direction;
import java.util.Arrays;
import java.util.Random;

/**
 * Tells whether two models differ by more than their samples' noise: the paired bootstrap with percentile intervals (B. Efron
 * and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Samples are drawn with replacement, as many as there are,
 * and both models are measured on the same draw, so that a sample which is hard for both does not count as a difference.
 *
 * <p>Samples that follow each other and depend on each other are drawn in blocks, so that a draw varies as much as the samples do: the
 * moving block bootstrap (H. R. Künsch, The jackknife and the bootstrap for general stationary observations, 1989).
 *
 * @param seed draws follow from it alone
 * @param block how many samples in a row are drawn together, at least 1; of more than there are, all are
 */
public record PairedBootstrap(long seed, int block) {
    /** With which the interval covers the difference. */
    public static final double CONFIDENCE = 0.95;

    private static final int INDEPENDENT = 1;
    private static final int RESAMPLES = 2_000;
    /** Below it the ends of the interval are no longer steady. */
    private static final int FEWEST_RESAMPLES = 1_000;
    /** Some seconds of one processor. */
    private static final long MOST_DRAWS = 500_000_000;

    /** Of samples that do not depend on each other. */
    public PairedBootstrap(long seed) {
        this(seed, INDEPENDENT);
    }

    /**
     * Compares a model with the reference's.
     *
     * @param metric its path
     * @param mode which way it gets better
     * @param samples how many there are, at least 1
     * @param challenger the metric of the model
     * @param champion the metric of the reference's model
     */
    public ChallengeResult compare(
            String metric, Direction mode, int samples, SampledMetric challenger, SampledMetric champion) {
        int[] all = new int[samples];
        Arrays.setAll(all, sample -> sample);
        double value = challenger.over(all);
        double reference = champion.over(all);
        double[] differences = differences(samples, challenger, champion);
        int outside = (int) ((differences.length + 1) * (1 - CONFIDENCE) / 2);
        double low = differences[outside - 1];
        double high = differences[differences.length - outside];
        return new ChallengeResult(
                metric,
                value,
                reference,
                value - reference,
                low,
                high,
                CONFIDENCE,
                samples,
                differences.length,
                comparison(mode, value, low, high));
    }

    /** An interval with zero in it leaves open which model is better. */
    private static Comparison comparison(Direction mode, double value, double low, double high) {
        if (!Double.isFinite(value)) {
            return Comparison.WORSE;
        }
        boolean below = high < 0;
        boolean above = low > 0;
        if (below == above) {
            return Comparison.WITHIN_NOISE;
        }
        return above == (mode == Direction.MAX) ? Comparison.BETTER : Comparison.WORSE;
    }

    /** The differences in all draws, ascending. */
    private double[] differences(int samples, SampledMetric challenger, SampledMetric champion) {
        Random random = new Random(seed);
        double[] differences = new double[resamples(samples)];
        int[] drawn = new int[samples];
        for (int i = 0; i < differences.length; i++) {
            draw(random, drawn);
            differences[i] = challenger.over(drawn) - champion.over(drawn);
        }
        Arrays.sort(differences);
        return differences;
    }

    /** The last block is cut off where it would be one too long. */
    private void draw(Random random, int[] drawn) {
        int length = Math.min(block, drawn.length);
        int start = 0;
        for (int place = 0; place < drawn.length; place++) {
            int within = place % length;
            start = within == 0 ? random.nextInt(drawn.length - length + 1) : start;
            drawn[place] = start + within;
        }
    }

    /** How many samples a comparison draws in all, which is what it takes its time for. */
    public static long draws(int samples) {
        return (long) samples * resamples(samples);
    }

    private static int resamples(int samples) {
        return (int) Math.max(FEWEST_RESAMPLES, Math.min(RESAMPLES, MOST_DRAWS / samples));
    }
}
