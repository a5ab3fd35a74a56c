package io.jenkins.trainmodel.report.html;

import java.util.List;
import java.util.Map;

/**
 * What the page's script draws, as it stands in the page.
 *
 * @param charts in the order of the page
 * @param anchors positions of the run on all three axes, ascending
 * @param omitted metrics that were recorded and are not drawn, because there are too many
 */
record CurveData(String name, List<Chart> charts, Anchors anchors, List<Mark> marks, PhaseBars phases, int omitted) {

    record Chart(
            String key,
            String section,
            String title,
            String unit,
            List<Line> lines,
            List<TargetLines.Target> targets) {}

    /**
     * A downsampled curve.
     *
     * @param sampling step, epoch or telemetry
     * @param values null where the value was not finite
     * @param notFinite index to what the value was: NaN, Infinity, -Infinity
     * @param recorded points before downsampling
     */
    record Line(
            String metric,
            String label,
            String sampling,
            double[] steps,
            double[] seconds,
            Double[] values,
            Map<Integer, String> notFinite,
            int recorded) {}

    /** Corresponding positions on the axes: completed steps, seconds of training, completed epochs with their fraction. */
    record Anchors(double[] steps, double[] seconds, double[] epochs) {}

    /** Something that happened at a step: best, checkpoint, change, resume or fired. */
    record Mark(String kind, double step, String text) {}

    /**
     * Seconds by phase, one bar an epoch or, in long runs, one bar for several.
     *
     * @param labels the bars' epochs
     * @param seconds one array a phase
     */
    record PhaseBars(List<String> labels, List<String> phases, List<double[]> seconds) {}
}
