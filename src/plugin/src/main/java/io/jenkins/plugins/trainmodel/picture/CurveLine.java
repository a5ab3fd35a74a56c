package io.jenkins.plugins.trainmodel.picture;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.report.Series;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.Arrays;
import java.util.List;

/**
 * A metric over the epochs of a run.
 *
 * @param metric its path
 * @param epochs counted from 1, ascending
 * @param values as many; one that is not finite leaves a gap
 */
record CurveLine(String metric, double[] epochs, double[] values) {

    static CurveLine of(Series series) {
        double[] epochs = new double[series.size()];
        Arrays.setAll(epochs, series::epoch);
        return new CurveLine(series.metric(), epochs, series.values());
    }

    /**
     * What another run has measured.
     *
     * @param last the epoch after which nothing is drawn of it
     */
    static CurveLine of(Curve curve, String metric, double last) {
        List<Observation> measured = curve.epochs().stream()
                .filter(epoch -> epoch.epoch() <= last && epoch.metric(metric).isPresent())
                .toList();
        return new CurveLine(
                metric,
                measured.stream().mapToDouble(Observation::epoch).toArray(),
                measured.stream()
                        .mapToDouble(epoch -> epoch.metric(metric).orElseThrow())
                        .toArray());
    }

    int size() {
        return values.length;
    }

    /** The last epoch; 0 where nothing was measured. */
    double end() {
        return size() == 0 ? 0 : epochs[size() - 1];
    }
}
