package io.jenkins.trainmodel.trainer.run.challenge;

import io.jenkins.trainmodel.trainer.data.Preprocessing;
import io.jenkins.trainmodel.trainer.data.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The samples of a run as another model wants them: its columns, prepared as those that it has learned.
 *
 * @param columns for each of the model's columns, which of the samples' own it is
 * @param factors by which each is multiplied
 * @param offsets what is added to each then
 * @param own steps of a sample, each with all columns; 1 where it is no window of a series
 * @param other steps that the model takes, which are the last ones
 */
record TranslatedSamples(Samples samples, int[] columns, double[] factors, double[] offsets, int own, int other)
        implements Samples {

    /**
     * For a model.
     *
     * @param own how the samples are prepared
     * @param other how those were that the model has learned
     * @param ownSteps steps of a sample
     * @param otherSteps steps that the model takes
     * @param features of a sample that the model takes
     * @throws IncomparableException if the samples lack what the model wants
     */
    static TranslatedSamples of(
            Samples samples, Preprocessing own, Preprocessing other, int ownSteps, int otherSteps, int features)
            throws IncomparableException {
        int width = features / otherSteps;
        int[] columns = columns(own.columns(), other.columns(), width);
        if (otherSteps > ownSteps
                || IntStream.of(columns).max().orElse(0) >= samples.featuresPerSample() / ownSteps
                || other.columns().isEmpty() && features != samples.featuresPerSample()) {
            throw new IncomparableException("the reference's samples have " + features
                    + " features, and those of this run " + samples.featuresPerSample());
        }
        double[] factors = new double[width];
        double[] offsets = new double[width];
        for (int i = 0; i < width; i++) {
            int from = columns[i];
            double scale = other.scaleOf(i) / own.scaleOf(from);
            double deviation = at(other.deviations(), i, 1);
            factors[i] = at(own.deviations(), from, 1) * scale / deviation;
            offsets[i] = (at(own.means(), from, 0) * scale - at(other.means(), i, 0)) / deviation;
        }
        return new TranslatedSamples(samples, columns, factors, offsets, ownSteps, otherSteps);
    }

    private static double at(List<Double> statistics, int feature, double none) {
        return statistics.isEmpty() ? none : statistics.get(feature);
    }

    private static int[] columns(List<String> own, List<String> other, int features) throws IncomparableException {
        if (other.isEmpty() || own.isEmpty()) {
            return IntStream.range(0, features).toArray();
        }
        List<String> missing =
                other.stream().filter(name -> !own.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new IncomparableException(
                    "the reference's model wants the column " + missing.get(0) + ", which the data of this run lacks");
        }
        return other.stream().mapToInt(own::indexOf).toArray();
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public int featuresPerSample() {
        return columns.length * other;
    }

    @Override
    public int labelBytes() {
        return samples.labelBytes();
    }

    @Override
    public boolean isCostly() {
        return samples.isCostly();
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer features, ByteBuffer labels) {
        int width = samples.featuresPerSample() / own;
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(count, width * own * Float.BYTES))
                .order(features.order());
        samples.gather(indices, from, count, values, labels);
        for (int sample = 0; sample < count; sample++) {
            for (int step = own - other; step < own; step++) {
                translate(values, (sample * own + step) * width, features);
            }
        }
    }

    private void translate(ByteBuffer values, int begin, ByteBuffer features) {
        for (int i = 0; i < columns.length; i++) {
            float value = values.getFloat((begin + columns[i]) * Float.BYTES);
            features.putFloat((float) (value * factors[i] + offsets[i]));
        }
    }
}
