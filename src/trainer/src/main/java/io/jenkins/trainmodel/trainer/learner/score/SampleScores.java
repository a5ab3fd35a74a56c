package io.jenkins.trainmodel.trainer.learner.score;

import io.jenkins.trainmodel.gate.SampledMetric;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import java.util.Locale;

/** What a model does on every single sample, from its outputs alone, in double precision and without the engine. */
public interface SampleScores {

    /** Scores for so many samples, none of them told yet. */
    static SampleScores of(LearnerSettings settings, int samples) {
        SampleScores ofTask = ofTask(settings, samples);
        return settings.loss()
                .<SampleScores>map(loss -> new OutsideLossScores(ofTask, loss, samples))
                .orElse(ofTask);
    }

    private static SampleScores ofTask(LearnerSettings settings, int samples) {
        int outputs = settings.architecture().outputs();
        return switch (settings.task()) {
            case CLASSIFICATION -> new ClassScores(outputs, settings.logitLoss(), samples);
            case REGRESSION -> new NumberScores(settings.labelScale(), samples);
            case LANGUAGE_MODEL -> new WindowScores(outputs, settings.tokenBytes(), samples);
            case FORECAST -> new ForecastScores(settings.forecast().orElseThrow(), samples);
        };
    }

    /**
     * Adds the next samples.
     *
     * @param outputs what the model says of the batch, sample by sample
     * @throws ArithmeticException if one of them is not finite: such a model cannot be judged
     */
    void add(float[] outputs, Batch batch);

    /**
     * A metric of the model over any of its samples.
     *
     * @param name without prefix, such as {@code accuracy}
     * @throws IllegalArgumentException if it cannot be told from outputs of this kind
     */
    SampledMetric metric(String name);

    /** Throws if an output is not finite. */
    static void requireFinite(float[] outputs) {
        for (float output : outputs) {
            if (!Float.isFinite(output)) {
                throw new ArithmeticException(
                        String.format(Locale.ROOT, "an output of the model is %s, so it cannot be judged", output));
            }
        }
    }
}
