package io.jenkins.plugins.trainmodel.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where epochs and values stand in a panel, from 0 to 1.
 *
 * @param low the least finite value
 * @param high the greatest one, above the least
 * @param firstEpoch the epoch at the left edge
 * @param lastEpoch the epoch at the right edge
 */
record PanelScale(double low, double high, double firstEpoch, double lastEpoch) {
    private static final int STEPS = 4;
    private static final double MARGIN = 0.05;

    static PanelScale of(List<CurveLine> lines) {
        double[] values = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.values()))
                .filter(Double::isFinite)
                .toArray();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        double least = Math.max(Math.abs(high), Math.abs(low)) * MARGIN;
        // Halves, since the distance of the largest numbers is no number.
        boolean flat = high / 2 - low / 2 <= least / 1e6;
        double margin = flat ? Math.max(least, Double.MIN_NORMAL) : 0;
        double first = epochs(lines).min().orElse(1);
        double last = epochs(lines).max().orElse(1);
        return new PanelScale(low - margin, high + margin, first, last);
    }

    private static DoubleStream epochs(List<CurveLine> lines) {
        return lines.stream()
                .filter(line -> line.size() > 0)
                .flatMapToDouble(line -> DoubleStream.of(line.epochs()[0], line.end()));
    }

    double across(double epoch) {
        return lastEpoch > firstEpoch ? (epoch - firstEpoch) / (lastEpoch - firstEpoch) : 0.5;
    }

    double up(double value) {
        double half = high / 2 - low / 2;
        return half > 0 ? (value / 2 - low / 2) / half : 0.5;
    }

    /** The values that have a line of the grid, ascending. */
    double[] ticks() {
        double[] ticks = new double[STEPS + 1];
        Arrays.setAll(ticks, i -> low + (high / STEPS - low / STEPS) * i);
        return ticks;
    }
}
