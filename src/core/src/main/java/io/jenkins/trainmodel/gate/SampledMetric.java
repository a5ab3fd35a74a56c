package io.jenkins.trainmodel.gate;

/** A metric of one model as a function of the samples that it is measured on. */
@FunctionalInterface
public interface SampledMetric {
    /**
     * The metric over some samples.
     *
     * @param drawn the numbers of samples, counted from 0; one may stand several times. It is valid during the call alone
     */
    double over(int[] drawn);

    /** The mean of a score that every sample has by itself, such as 1 for a hit and 0 for a miss. */
    static SampledMetric mean(double[] scores) {
        return drawn -> {
            double sum = 0;
            for (int sample : drawn) {
                sum += scores[sample];
            }
            return sum / drawn.length;
        };
    }
}
