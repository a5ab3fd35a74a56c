package io.jenkins.trainmodel.trainer.run.measure;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Text;
import io.jenkins.trainmodel.trainer.learner.Reading;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names by metric path what is measured while a run trains.
 *
 * @param flopPerSample floating point operations of one sample, forward and backward
 * @param peakFlops floating point operations that the device can do in a second at the most, where it is known
 */
public record TrainingMetrics(TrainingSpec spec, double flopPerSample, Optional<Double> peakFlops) {
    /**
     * All of them.
     *
     * @param measured what the learner measured, without prefix
     * @param samplesPerSecond that were trained meanwhile
     */
    public Map<String, Double> named(Map<String, Double> measured, double learningRate, double samplesPerSecond) {
        Map<String, Double> metrics = new TreeMap<>();
        measured.forEach((name, value) -> metrics.put(
                name.equals(Reading.GRADIENT_NORM) ? MetricNames.GRADIENT_NORM : MetricNames.TRAIN + name, value));
        metrics.put(MetricNames.LEARNING_RATE, learningRate);
        metrics.put(MetricNames.SAMPLES_PER_SECOND, samplesPerSecond);
        if (spec.data() instanceof Text text) {
            metrics.put(MetricNames.TOKENS_PER_SECOND, samplesPerSecond * text.context());
            double flopPerSecond = samplesPerSecond * flopPerSample;
            metrics.put(MetricNames.FLOP_PER_SECOND, flopPerSecond);
            peakFlops.ifPresent(peak -> metrics.put(MetricNames.MFU, flopPerSecond / peak));
        }
        return metrics;
    }
}
