package io.jenkins.trainmodel.trainer.learner;

/**
 * Seeds of dropout's random numbers: one per batch, replica and part of its share, so that a resume at any step draws what would have been drawn, and no
 * two replicas or parts drop the same.
 */
final class DropoutSeed {
    private DropoutSeed() {}

    static long of(long seed, long step, int batchInStep, int rank, int part) {
        long ofBatch = mix(mix(mix(seed) + step) + batchInStep);
        long ofShare = rank == 0 ? ofBatch : mix(ofBatch + rank);
        return part == 0 ? ofShare : mix(~ofShare + part);
    }

    /** The mixing function of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
