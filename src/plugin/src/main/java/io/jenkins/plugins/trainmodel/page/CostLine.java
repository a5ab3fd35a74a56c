package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.report.Cost;
import java.util.Optional;

/**
 * What a run has cost as one short line, since {@code build.xml} is read whenever Jenkins loads the build: hours, GPU-hours,
 * CPU-hours and kWh with the precision of a float, {@code -} for what is not known.
 */
final class CostLine {
    private static final String UNKNOWN = "-";
    private static final int FIGURES = 4;

    private CostLine() {}

    static String toText(Cost cost) {
        return String.join(
                " ",
                text(Optional.of(cost.hours())),
                text(Optional.of(cost.gpuHours())),
                text(cost.cpuHours()),
                text(cost.kilowattHours()));
    }

    /** @param line null in builds of an older version, and where the cost is not known */
    static Optional<Cost> ofText(String line) {
        String[] figures = line == null ? new String[0] : line.split(" ");
        if (figures.length != FIGURES) {
            return Optional.empty();
        }
        return Optional.of(new Cost(
                value(figures[0]).orElse(0.0), value(figures[1]).orElse(0.0), value(figures[2]), value(figures[3])));
    }

    private static String text(Optional<Double> figure) {
        return figure.map(value -> Float.toString(value.floatValue())).orElse(UNKNOWN);
    }

    private static Optional<Double> value(String text) {
        return text.equals(UNKNOWN) ? Optional.empty() : Optional.of(Double.valueOf(text));
    }
}
