package io.jenkins.trainmodel.gate;

/**
 * A model and the reference's, both measured on the same samples.
 *
 * @param metric the path of the metric
 * @param value the model's
 * @param referenceValue the reference model's
 * @param difference value less referenceValue
 * @param low the interval of the difference begins here
 * @param high and ends here
 * @param confidence with which the interval covers the difference on other samples of the same kind, from 0 to 1
 * @param samples that both were measured on
 * @param resamples draws that the interval was taken from
 * @param comparison what follows from the interval
 */
public record ChallengeResult(
        String metric,
        double value,
        double referenceValue,
        double difference,
        double low,
        double high,
        double confidence,
        long samples,
        int resamples,
        Comparison comparison) {}
