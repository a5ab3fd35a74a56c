package io.jenkins.trainmodel.check;

import java.util.Arrays;
import java.util.List;

/**
 * How long one of many like pieces of work takes.
 *
 * @param seconds the mean
 * @param error half the width of the 95 % confidence interval of the mean, in seconds
 * @param count measured pieces
 */
public record Timing(double seconds, double error, int count) {
    /** Neighbours in time share the machine's mood, so the mean's error comes from the means of groups. */
    private static final int GROUPS = 8;

    /** Student's t for 95 % and GROUPS - 1 degrees of freedom. */
    private static final double STUDENT_T = 2.365;

    /** The timing of pieces that were measured one after the other, at least one. */
    public static Timing of(List<Double> measured) {
        double[] seconds = measured.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(seconds).average().orElseThrow();
        return new Timing(
                mean, seconds.length < GROUPS ? mean : STUDENT_T * errorOfMean(seconds, mean), seconds.length);
    }

    private static double errorOfMean(double[] seconds, double mean) {
        double squares = 0;
        for (int group = 0; group < GROUPS; group++) {
            int from = group * seconds.length / GROUPS;
            int to = (group + 1) * seconds.length / GROUPS;
            double groupMean = Arrays.stream(seconds, from, to).average().orElseThrow();
            squares += (groupMean - mean) * (groupMean - mean);
        }
        return Math.sqrt(squares / (GROUPS - 1) / GROUPS);
    }

    /** So many of them. */
    public Timing times(double factor) {
        return new Timing(factor * seconds, factor * error, count);
    }

    /** Both, measured independently. */
    public Timing plus(Timing other) {
        return new Timing(seconds + other.seconds, Math.hypot(error, other.error), count + other.count);
    }
}
