package io.jenkins.trainmodel.spec;

import java.time.Duration;

/**
 * What is written while training.
 *
 * @param everySteps loss and metrics are read from the device and written as a step event every so many steps
 * @param telemetryEvery how often host statistics are sampled
 * @param tensorboard whether TensorBoard event files are written
 */
public record ReportingSpec(int everySteps, Duration telemetryEvery, boolean tensorboard) {}
