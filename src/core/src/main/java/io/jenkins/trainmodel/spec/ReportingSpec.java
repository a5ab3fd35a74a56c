package io.jenkins.trainmodel.spec;

import java.time.Duration;
import java.util.List;

/**
 * What is written while training.
 *
 * @param everySteps loss and metrics are read from the device and written as a step event every so many steps
 * @param telemetryEvery how often host statistics are sampled
 * @param tensorboard whether TensorBoard event files are written
 * @param images whether some training images are shown as augmentation varies them
 * @param samples prompts from which a language model goes on after every epoch, for people to read
 * @param sampleTokens tokens that it makes for each of them at most
 */
public record ReportingSpec(
        int everySteps,
        Duration telemetryEvery,
        boolean tensorboard,
        boolean images,
        List<String> samples,
        int sampleTokens) {
    public ReportingSpec {
        samples = List.copyOf(samples);
    }
}
