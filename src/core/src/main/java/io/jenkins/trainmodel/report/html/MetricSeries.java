package io.jenkins.trainmodel.report.html;

import java.util.Locale;

/**
 * What was recorded of one metric, in the order of the run.
 *
 * @param metric the metric's path
 * @param steps optimizer steps completed at each point, ascending
 * @param elapsedSeconds training time at each point, as many as steps
 * @param values as many as steps; a value that was not finite is kept
 */
record MetricSeries(String metric, Sampling sampling, double[] steps, double[] elapsedSeconds, double[] values) {

    /** How often the metric was read. */
    enum Sampling {
        /** Once an epoch of the run that this one is compared with. */
        REFERENCE,
        /** Every so many steps, within epochs. */
        STEP,
        /** Once an epoch. */
        EPOCH,
        /** By time, beside training. */
        TELEMETRY
    }

    MetricSeries {
        if (steps.length != values.length || elapsedSeconds.length != values.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has %d steps, %d times and %d values",
                    metric,
                    steps.length,
                    elapsedSeconds.length,
                    values.length));
        }
    }
}
