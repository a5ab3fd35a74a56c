package io.jenkins.trainmodel.drift;

import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The population stability index of two distributions over the same bins, Σ (pᵢ − qᵢ) · ln(pᵢ ÷ qᵢ) (N. Siddiqi, <i>Credit Risk
 * Scorecards</i>, 2006, chapter 8), which is the symmetric divergence of S. Kullback and R. Leibler (1951). Every bin counts half
 * a sample more than it has, so that an empty one makes it large and not infinite.
 */
final class PopulationStability {
    /** So many standard deviations above its mean a normal variate is once in a thousand times. */
    private static final double RARE = 3.0902;

    private static final double HALF = 0.5;

    private PopulationStability() {}

    /** The index; 0 where both are the same. Bins in which nothing is count for nothing. */
    static double index(long[] before, long[] now) {
        int[] bins = used(before, now);
        double all = LongStream.of(now).sum() + HALF * bins.length;
        double allBefore = LongStream.of(before).sum() + HALF * bins.length;
        double index = 0;
        for (int bin : bins) {
            double share = (now[bin] + HALF) / all;
            double shareBefore = (before[bin] + HALF) / allBefore;
            index += (share - shareBefore) * Math.log(share / shareBefore);
        }
        return index;
    }

    /**
     * What the index of two draws from one distribution exceeds once in a thousand times: about (1/n + 1/m) times that quantile
     * of χ² with one degree of freedom less than there are bins (B. Yurdakul, <i>Statistical Properties of Population Stability
     * Index</i>, 2018), which is taken by the approximation of E. Wilson and M. Hilferty (1931).
     */
    static double byChance(long[] before, long[] now) {
        int freedom = used(before, now).length - 1;
        if (freedom < 1) {
            return 0;
        }
        double part = 2.0 / (9 * freedom);
        double quantile = freedom * Math.pow(1 - part + RARE * Math.sqrt(part), 3);
        return quantile * (inverse(before) + inverse(now));
    }

    private static double inverse(long[] counts) {
        return 1.0 / Math.max(1, LongStream.of(counts).sum());
    }

    private static int[] used(long[] before, long[] now) {
        return IntStream.range(0, now.length)
                .filter(bin -> before[bin] + now[bin] > 0)
                .toArray();
    }
}
