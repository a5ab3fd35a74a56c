package io.jenkins.trainmodel.evaluation;

import java.util.List;

/**
 * How far predictions lie from their labels, in the unit of the labels; a residual is the prediction less the label.
 *
 * @param points some pairs of label and prediction, evenly chosen in the order of the samples
 * @param bins how many residuals lie in each of equally wide intervals
 * @param smallest the lower end of the first interval
 * @param largest the upper end of the last interval
 */
public record Residuals(List<Point> points, List<Long> bins, double smallest, double largest) {
    public Residuals {
        points = List.copyOf(points);
        bins = List.copyOf(bins);
    }

    /** One sample. */
    public record Point(double label, double prediction) {}
}
