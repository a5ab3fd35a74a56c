package io.jenkins.trainmodel.trainer.data.series;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean absolute error of the naive forecast one season ahead in every series, by which the errors of its forecasts are scaled in
 * MASE (R. J. Hyndman, A. B. Koehler, "Another look at measures of forecast accuracy", 2006, section 3): over the steps that
 * train and were measured. A series without such steps, as one that is held out as a whole, is scaled by all of its steps.
 */
final class NaiveErrors implements ErrorScale {
    private final Timeline timeline;
    private final int targets;
    private final Sums training;
    private final Sums all;

    NaiveErrors(Timeline timeline, Sides sides, int season, int targets) {
        this.timeline = timeline;
        this.targets = targets;
        int series = timeline.measured().seriesNames().size();
        training = new Sums(new double[series][targets], new long[series]);
        all = new Sums(new double[series][targets], new long[series]);
        for (Timeline.Run run : timeline.runs()) {
            for (int step = run.from() + season; step < run.to(); step++) {
                if (!timeline.filled().get(step) && !timeline.filled().get(step - season)) {
                    add(run.series(), step, step - season, sides);
                }
            }
        }
    }

    private void add(int series, int step, int before, Sides sides) {
        all.add(timeline, series, step, before);
        if (sides.of(series, timeline.microseconds()[step]) == Side.TRAIN) {
            training.add(timeline, series, step, before);
        }
    }

    /** Of every series the sums of errors, one a target, and of how many steps. */
    private record Sums(double[][] errors, long[] steps) {
        void add(Timeline timeline, int series, int step, int before) {
            for (int target = 0; target < errors[series].length; target++) {
                errors[series][target] += Math.abs(timeline.value(step, target) - timeline.value(before, target));
            }
            steps[series]++;
        }
    }

    /** Of a target, in its unit; 0 where the forecast is never wrong, or never made. */
    double of(int series, int target) {
        Sums sums = training.steps[series] > 0 ? training : all;
        return sums.steps[series] == 0 ? 0 : sums.errors[series][target] / sums.steps[series];
    }

    /** The means over all series, one a target. */
    List<Double> means() {
        int series = timeline.measured().seriesNames().size();
        return IntStream.range(0, targets)
                .mapToObj(target -> IntStream.range(0, series)
                        .mapToDouble(number -> of(number, target))
                        .average()
                        .orElseThrow())
                .toList();
    }

    @Override
    public double error(int step, int target) {
        return of(timeline.measured().series(timeline.rows()[step]), target);
    }
}
