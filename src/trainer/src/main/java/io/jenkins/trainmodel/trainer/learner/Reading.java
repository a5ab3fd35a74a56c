package io.jenkins.trainmodel.trainer.learner;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The running epoch's training sums, turned into means.
 *
 * @param epochMetrics means since the epoch began, without prefix: loss, accuracy, …; and {@code gradientNorm}
 * @param recentMetrics the same since the reading before
 * @param nonFiniteStep the step in which loss or gradient was first not finite
 */
public record Reading(Map<String, Double> epochMetrics, Map<String, Double> recentMetrics, OptionalLong nonFiniteStep) {
    /** The name of the mean global L2 norm of the gradient, before clipping. */
    public static final String GRADIENT_NORM = "gradientNorm";
}
