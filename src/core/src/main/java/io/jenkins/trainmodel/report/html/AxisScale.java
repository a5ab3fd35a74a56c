package io.jenkins.trainmodel.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Round ends of an axis that hold what is shown, and round steps between them.
 *
 * @param low the lower end
 * @param high the upper end, above the lower one
 * @param step between two ticks
 */
record AxisScale(double low, double high, double step) {
    private static final int STEPS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final int MOST_TICKS = 12;

    /** An axis around these values; those that are equal stand in the middle of it. */
    static AxisScale around(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        if (high - low <= Math.abs(high) * 1e-9) {
            double margin = low == 0 ? 0.5 : Math.abs(low) * 0.05;
            low -= margin;
            high += margin;
        }
        double step = roundStep((high - low) / STEPS);
        boolean usable = step > 0 && Double.isFinite(high / step) && Double.isFinite(high - low);
        return usable
                ? new AxisScale(Math.floor(low / step) * step, Math.ceil(high / step) * step, step)
                : new AxisScale(low, Math.max(Math.nextUp(low), high), Double.POSITIVE_INFINITY);
    }

    /** An axis from the beginning of a run to its end, with ticks at whole epochs. */
    static AxisScale ofEpochs(double end) {
        return new AxisScale(0, Math.max(1, end), Math.max(1, Math.ceil(roundStep(Math.max(1, end) / STEPS))));
    }

    private static double roundStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return Arrays.stream(ROUND)
                        .filter(factor -> rough <= factor * power * (1 + 1e-9))
                        .findFirst()
                        .orElse(10)
                * power;
    }

    /** Where a value stands between the ends, 0 to 1. */
    double part(double value) {
        // Halves, since the distance of the largest numbers is no number.
        double half = high / 2 - low / 2;
        return half > 0 ? (value / 2 - low / 2) / half : 0.5;
    }

    /** The values that have a label, ascending. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i < MOST_TICKS && low + i * step <= high * (1 + 1e-12) + 1e-300; i++) {
            double tick = low + i * step;
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }
}
