package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.trainer.data.random.SplitMix64;

/**
 * Mixes images and labels in pairs (Zhang et al. 2018, "mixup: Beyond Empirical Risk Minimization", equations 1 and 2). As in
 * its authors' code a batch has one share, and its images are paired among themselves.
 *
 * @param alpha of the beta distribution Beta(α, α), above 0 and at most 1
 */
public record Mixup(double alpha) {
    private static final long OWN = 0x2545F4914F6CDD1DL;

    /**
     * The share of the first image of each pair, in [0.5, 1): both shares are equally likely, so that the larger one may be
     * called the first. It follows from seed, step and batch alone.
     *
     * @param step counted from 1
     * @param batchInStep counted from 0
     */
    public float share(long seed, long step, int batchInStep) {
        SplitMix64 random = SplitMix64.of(SplitMix64.mix(seed ^ OWN) + step, batchInStep);
        double share = beta(random);
        return (float) Math.max(share, 1 - share);
    }

    /**
     * Jöhnk's algorithm (1964): U^(1/α) ÷ (U^(1/α) + V^(1/α)) where the sum is at most 1; in logarithms, since small α make
     * both as good as 0.
     */
    private double beta(SplitMix64 random) {
        while (true) {
            double first = StrictMath.log(1 - random.nextDouble()) / alpha;
            double second = StrictMath.log(1 - random.nextDouble()) / alpha;
            if (StrictMath.exp(first) + StrictMath.exp(second) <= 1) {
                return 1 / (1 + StrictMath.exp(second - first));
            }
        }
    }
}
