package io.jenkins.trainmodel.steer;

/**
 * A side of the range that a value is in.
 *
 * @param included whether the limit itself is allowed
 */
public record Limit(double value, boolean included) {}
