package io.jenkins.trainmodel.stop;

/** The best value of a metric so far and the epoch in which it was measured, counted from 1. */
public record Best(String metric, int epoch, double value) {}
