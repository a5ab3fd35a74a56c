package io.jenkins.trainmodel.drift;

import io.jenkins.trainmodel.metric.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The values of a bin of numbers, as people read them: {@code < 0}, {@code 0 – 2.5}, {@code > 16}. */
final class EdgeText {
    /** Digits that tell edges apart within the range of all of them. */
    private static final int DIGITS = 4;

    private EdgeText() {}

    static String of(double[] edges, int bin) {
        if (edges.length == 0) {
            return "…";
        }
        if (bin == 0) {
            return "< " + text(edges, 0);
        }
        return bin == edges.length ? "> " + text(edges, bin - 1) : text(edges, bin - 1) + " – " + text(edges, bin);
    }

    /** Rounded by the range of all edges, since the outermost ones lie a little beyond the values. */
    private static String text(double[] edges, int edge) {
        double range = edges[edges.length - 1] - edges[0];
        int places = DIGITS - 1 - (int) Math.floor(Math.log10(Math.max(Double.MIN_NORMAL, range)));
        BigDecimal rounded = BigDecimal.valueOf(edges[edge]).setScale(places, RoundingMode.HALF_EVEN);
        return Figure.of(rounded.doubleValue());
    }
}
