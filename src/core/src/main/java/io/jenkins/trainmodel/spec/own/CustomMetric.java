package io.jenkins.trainmodel.spec.own;

import io.jenkins.trainmodel.part.PartSpec;

/**
 * A metric of a user's own.
 *
 * @param name without prefix, by which rules know it
 */
public record CustomMetric(String name, PartSpec part) {}
