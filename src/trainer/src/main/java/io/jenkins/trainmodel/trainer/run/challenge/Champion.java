package io.jenkins.trainmodel.trainer.run.challenge;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.data.DataSignature;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.score.SampleScores;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.run.beginning.LearnedBefore;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The reference's model on the validation data of this run.
 *
 * @param settings those of this run, by which both models are measured
 */
record Champion(ModelPackage model, LearnerSettings settings, LoadedData data, Device device) {

    /**
     * What it does on every sample.
     *
     * @throws IncomparableException if its inputs or outputs are not those of this run
     */
    SampleScores scores() throws IOException, IncomparableException {
        Architecture architecture = architecture();
        int[] outputs = outputs(architecture);
        Samples samples = samples(architecture);
        requireShape(architecture);
        SampleScores scores = SampleScores.of(settings, samples.size());
        try (Learner learner = Learners.create(settings.of(architecture), device);
                BatchLoader batches = BatchLoader.inSequence(samples, Challenge.batchSize(settings, samples))) {
            learner.restoreNetwork(model.parameters());
            learner.predict(batches, (batch, said) -> scores.add(translated(said, outputs), batch));
        }
        return scores;
    }

    private Architecture architecture() throws IOException, IncomparableException {
        try {
            return model.network();
        } catch (SpecException unreadable) {
            throw new IncomparableException(unreadable.problems().get(0).toString());
        }
    }

    /** Text is tokens, of which nothing is prepared. */
    private Samples samples(Architecture architecture) throws IncomparableException {
        TranslatedSamples samples = TranslatedSamples.of(
                data.validation(),
                data.preprocessing(),
                model.training().data().preprocessing(),
                places(data.sampleShape()),
                places(architecture.sampleShape()),
                architecture.sampleShape().stream().reduce(1, Math::multiplyExact));
        return settings.task() == Task.LANGUAGE_MODEL ? data.validation() : samples;
    }

    /** Steps of a window, each with the same columns; a row of a table has them once. */
    private int places(List<Integer> shape) {
        return data.forecast().isPresent() ? shape.get(0) : 1;
    }

    /** Says how much of the samples it has learned, if it has: this run's model has not. */
    Optional<String> flattered() {
        OptionalDouble share = new LearnedBefore("the reference", model.training()).share(data);
        return share.isPresent() && share.getAsDouble() > 0
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "About %.0f %% of the samples that validate this run were learned by the reference's model, which"
                                + " flatters it in the challenge. Take its seed and its share of validation data, or validation"
                                + " data that neither has seen.",
                        Math.max(1, 100 * share.getAsDouble())))
                : Optional.empty();
    }

    private void requireShape(Architecture architecture) throws IncomparableException {
        List<Integer> shape = architecture.sampleShape();
        if (data.forecast().isEmpty() && shape.size() > 1 && !shape.equals(data.sampleShape())) {
            throw new IncomparableException("the reference's samples have the shape " + shape
                    + ", and those of this run " + data.sampleShape());
        }
    }

    /** For each output of this run, which of the model's it is. */
    private int[] outputs(Architecture architecture) throws IncomparableException {
        TrainingRecord.Data learned = model.training().data();
        if (!learned.signature().tokens().equals(data.signature().tokens())) {
            throw new IncomparableException("the reference's model reads text in other tokens than this run");
        }
        requireForecast(learned);
        List<String> names = learned.classNames();
        if (learned.task() != settings.task()
                || architecture.outputs() != settings.architecture().outputs()
                || !Set.copyOf(names).equals(Set.copyOf(data.classNames()))) {
            throw new IncomparableException("the reference's model tells other classes apart than those of this run");
        }
        if (data.forecast().isPresent()) {
            return IntStream.range(0, architecture.outputs()).toArray();
        }
        return names.isEmpty()
                ? new int[1]
                : data.classNames().stream().mapToInt(names::indexOf).toArray();
    }

    /** What is predicted must be the same; how much of the past a model sees is its own. */
    private void requireForecast(TrainingRecord.Data learned) throws IncomparableException {
        Optional<String> difference = data.forecast()
                .flatMap(own ->
                        learned.forecast().flatMap(other -> own.difference("the reference's model", other, true)));
        if (difference.isPresent()) {
            throw new IncomparableException(difference.get());
        }
    }

    private static boolean inOrder(int[] outputs) {
        return IntStream.range(0, outputs.length).allMatch(output -> outputs[output] == output);
    }

    /** In the order and the scaling of this run. */
    private float[] translated(float[] said, int[] outputs) {
        if (hasSameScaling() && inOrder(outputs)) {
            return said;
        }
        float[] translated = new float[said.length];
        for (int i = 0; i < said.length; i++) {
            LabelScaling own = scaling(data.signature(), i % outputs.length);
            LabelScaling other = scaling(model.training().data().signature(), i % outputs.length);
            int sample = i / outputs.length;
            float output = said[sample * outputs.length + outputs[i % outputs.length]];
            translated[i] = own.equals(other) ? output : own.apply(other.undo(output));
        }
        return translated;
    }

    private boolean hasSameScaling() {
        DataSignature other = model.training().data().signature();
        return data.labelScaling().equals(other.labels())
                && data.forecast()
                        .map(Forecast::scalings)
                        .equals(other.forecast().map(Forecast::scalings));
    }

    private static LabelScaling scaling(DataSignature signature, int output) {
        return signature.forecast().map(forecast -> forecast.scaling(output)).orElse(signature.labels());
    }
}
