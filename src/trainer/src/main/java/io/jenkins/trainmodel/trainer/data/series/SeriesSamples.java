package io.jenkins.trainmodel.trainer.data.series;

import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.SamplePlace;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.rows.FloatRows;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Windows of series, read from the one table of their steps. A sample's features are [window, columns]; its label is what
 * comes next, [horizon, targets], then the naive forecast of it, with which a model is compared, in the same shape, and then what an
 * error of each target counts in MASE, [targets], which is a matter of the series.
 *
 * @param steps every step of all series, prepared
 * @param naive by which errors are scaled
 * @param targets the columns that are predicted
 * @param starts for every sample the first step that it predicts
 * @param places by such a step where it was read
 */
record SeriesSamples(
        FloatRows steps,
        Forecast forecast,
        ErrorScale naive,
        int[] targets,
        int[] starts,
        IntFunction<SamplePlace> places)
        implements Samples {
    @Override
    public Optional<SamplePlace> place(int sample) {
        return Optional.of(places.apply(starts[sample]));
    }

    @Override
    public int size() {
        return starts.length;
    }

    @Override
    public int featuresPerSample() {
        return Math.multiplyExact(forecast.window(), steps.width());
    }

    @Override
    public int labelBytes() {
        return Math.multiplyExact(Float.BYTES, forecast.labels());
    }

    @Override
    public void gather(int[] indices, int from, int count, ByteBuffer featureTarget, ByteBuffer labelTarget) {
        for (int index = from; index < from + count; index++) {
            int start = starts[indices[index]];
            gatherFeatures(indices[index], featureTarget);
            for (int ahead = 0; ahead < forecast.horizon(); ahead++) {
                putTargets(start + ahead, labelTarget);
            }
            for (int ahead = 0; ahead < forecast.horizon(); ahead++) {
                putTargets(NaiveForecast.source(start, ahead, forecast.season()), labelTarget);
            }
            for (int target = 0; target < targets.length; target++) {
                labelTarget.putFloat(naive.weight(start, target, forecast.scaling(target)));
            }
        }
    }

    /** Copies what a sample sees to the target's position. */
    void gatherFeatures(int sample, ByteBuffer target) {
        FloatBuffer floats = target.asFloatBuffer();
        for (int step = starts[sample] - forecast.window(); step < starts[sample]; step++) {
            steps.copy(step, floats);
        }
        target.position(target.position() + floats.position() * Float.BYTES);
    }

    private void putTargets(int step, ByteBuffer target) {
        for (int column : targets) {
            target.putFloat(steps.get(step, column));
        }
    }
}
