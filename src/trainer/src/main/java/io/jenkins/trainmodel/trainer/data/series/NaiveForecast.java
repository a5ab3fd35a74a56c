package io.jenkins.trainmodel.trainer.data.series;

import java.util.Arrays;

/**
 * Says that the last season comes again, or with a season of one step that the last value stays (R. J. Hyndman, G.
 * Athanasopoulos, "Forecasting: principles and practice", 3rd edition, 2021, section 5.2). What a model must beat.
 *
 * @param season in steps
 */
record NaiveForecast(Timeline timeline, int season) {
    /** The step whose value is the forecast for the one that comes so many after the first one that is predicted. */
    static int source(int start, int ahead, int season) {
        return start - season + ahead % season;
    }

    /** Its mean absolute error on windows, over all targets in their units. */
    double error(int[] starts, int horizon, int targets) {
        double sum = Arrays.stream(starts)
                .mapToDouble(start -> errorOf(start, horizon, targets))
                .sum();
        return sum / starts.length / horizon / targets;
    }

    private double errorOf(int start, int horizon, int targets) {
        double sum = 0;
        for (int ahead = 0; ahead < horizon; ahead++) {
            int source = source(start, ahead, season);
            for (int target = 0; target < targets; target++) {
                sum += Math.abs(timeline.value(start + ahead, target) - timeline.value(source, target));
            }
        }
        return sum;
    }
}
