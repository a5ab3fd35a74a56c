package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.report.html.CurveData.Anchors;
import io.jenkins.trainmodel.report.html.CurveData.Chart;
import io.jenkins.trainmodel.report.html.CurveData.Line;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A chart as a still picture, for where no script runs and no style sheet is obeyed: sizes and colours are attributes of
 * its elements. Positions are pixels of a picture of {@value #WIDTH} by {@value #HEIGHT}.
 */
record StillChart(String title, List<Tick> rows, List<Tick> columns, List<Curve> curves) {
    static final int WIDTH = 460;
    static final int HEIGHT = 230;

    private static final int LEFT = 58;
    private static final int RIGHT = WIDTH - 12;
    private static final int TOP = 34;
    private static final int BOTTOM = HEIGHT - 24;
    private static final int MOST_POINTS = 160;
    private static final int MOST_CURVES = 6;
    private static final int LEGEND_STEP = 120;

    /** The palette of the page in its light form, which reads on dark ground, too. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#00835f", "#a6518a", "#8a6d00", "#5b4bb5");

    /** A line of the grid and what it stands for. */
    record Tick(String at, String text) {}

    /**
     * A curve.
     *
     * @param path in the words of SVG, with a gap where a value was not finite
     * @param dots points that no line reaches
     * @param legend where its name stands
     */
    record Curve(String label, String colour, String width, String path, List<Dot> dots, int legend) {}

    record Dot(String x, String y) {}

    static List<StillChart> of(CurveData curves, String section, int most) {
        return curves.charts().stream()
                .filter(chart -> chart.section().equals(section))
                .limit(most)
                .map(chart -> new Drawing(chart, curves.anchors()).draw())
                .toList();
    }

    /** Draws one chart over epochs. */
    private static final class Drawing {
        private final Chart chart;
        private final Anchors anchors;
        private final AxisScale vertical;
        private final AxisScale horizontal;

        Drawing(Chart chart, Anchors anchors) {
            this.chart = chart;
            this.anchors = anchors;
            double[] values = chart.lines().stream()
                    .flatMap(line -> Arrays.stream(line.values()))
                    .filter(value -> value != null)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            this.vertical = AxisScale.around(values);
            double end = anchors.epochs()[anchors.epochs().length - 1];
            this.horizontal = AxisScale.ofEpochs(end);
        }

        StillChart draw() {
            List<Curve> curves = new ArrayList<>();
            for (Line line : chart.lines()) {
                if (curves.size() < MOST_CURVES) {
                    curves.add(curve(line, curves.size()));
                }
            }
            return new StillChart(
                    chart.title(),
                    vertical.ticks().stream()
                            .map(tick -> new Tick(number(y(tick)), text(tick)))
                            .toList(),
                    horizontal.ticks().stream()
                            .map(tick -> new Tick(number(x(tick)), Quantity.count(Math.round(tick))))
                            .toList(),
                    curves);
        }

        private String text(double value) {
            return switch (chart.unit()) {
                case "bytes" -> Quantity.bytes(Math.round(value));
                case "bytesPerSecond" -> Quantity.bytes(Math.round(value)) + "/s";
                case "share" -> Quantity.percent(value);
                case "flopPerSecond" -> Quantity.approximate(value) + "FLOP/s";
                case "perSecond" -> Quantity.approximate(value) + "/s";
                default -> Quantity.number(value);
            };
        }

        private Curve curve(Line line, int index) {
            StringBuilder path = new StringBuilder();
            List<Dot> dots = new ArrayList<>();
            int[] chosen = Lttb.evenly(line.values().length, MOST_POINTS);
            for (int i = 0; i < chosen.length; i++) {
                Double value = line.values()[chosen[i]];
                if (value != null) {
                    String x = number(x(epochOf(line, chosen[i])));
                    String y = number(y(value));
                    boolean begins = i == 0 || line.values()[chosen[i - 1]] == null;
                    boolean ends = i == chosen.length - 1 || line.values()[chosen[i + 1]] == null;
                    path.append(begins ? "M" : "L").append(x).append(' ').append(y);
                    if (begins && ends) {
                        dots.add(new Dot(x, y));
                    }
                }
            }
            boolean thin = line.sampling().equals("reference") || standsBesideEpochs(line);
            String colour = thin ? "#9db8d2" : COLOURS.get(index % COLOURS.size());
            return new Curve(
                    line.label(), colour, thin ? "1" : "2", path.toString(), dots, LEFT + index % 3 * LEGEND_STEP);
        }

        private boolean standsBesideEpochs(Line line) {
            return line.sampling().equals("step")
                    && chart.lines().stream().anyMatch(other -> other.sampling().equals("epoch"));
        }

        private double epochOf(Line line, int index) {
            boolean byTime = line.sampling().equals("telemetry");
            double[] from = byTime ? anchors.seconds() : anchors.steps();
            double position = byTime ? line.seconds()[index] : line.steps()[index];
            int last = from.length - 1;
            int after = 1;
            while (after < last && from[after] < position) {
                after++;
            }
            if (last == 0 || from[after] <= from[after - 1]) {
                return anchors.epochs()[Math.min(after, last)];
            }
            double part = (position - from[after - 1]) / (from[after] - from[after - 1]);
            return anchors.epochs()[after - 1] + part * (anchors.epochs()[after] - anchors.epochs()[after - 1]);
        }

        private double x(double epoch) {
            return LEFT + Math.max(0, Math.min(1, horizontal.part(epoch))) * (RIGHT - LEFT);
        }

        private double y(double value) {
            return BOTTOM - vertical.part(value) * (BOTTOM - TOP);
        }
    }

    private static String number(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }
}
