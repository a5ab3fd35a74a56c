package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.TrainingEvent.Epoch;
import io.jenkins.trainmodel.report.html.CurveData.PhaseBars;
import io.jenkins.trainmodel.words.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Where the time went: seconds by phase, for every bar of the chart and in all. */
record PhaseTotals(ReportData run, List<String> labels, double[][] seconds) {
    private static final int MOST_BARS = 200;
    private static final String OTHER = "other";

    /** The phases of an epoch event, in the order of a step. */
    private static final List<String> PHASES =
            List.of("dataWait", "transfer", "forward", "backward", "update", "validation", "checkpoint", OTHER);

    private static final Map<String, String> FILLS = Map.of(
            "dataWait", "#e69f00",
            "transfer", "#f0d949",
            "forward", "#0072b2",
            "backward", "#56b4e9",
            "update", "#009e73",
            "validation", "#cc79a7",
            "checkpoint", "#7b61b0");

    /** One phase of the whole run; {@code start} and {@code share} are parts of one. */
    record Total(String phase, String label, String time, String percent, double start, double share) {
        /** Its colour where no style sheet is obeyed. */
        String fill() {
            return FILLS.getOrDefault(phase, "#a9b1bb");
        }

        /** Position in the bar, in thousandths of it. */
        String x() {
            return thousandths(start);
        }

        String width() {
            return thousandths(share);
        }

        private static String thousandths(double part) {
            return String.format(Locale.ROOT, "%.2f", part * 1000);
        }
    }

    static PhaseTotals of(ReportData run) {
        List<Epoch> epochs = run.epochs();
        int bars = Math.min(MOST_BARS, epochs.size());
        List<String> labels = new ArrayList<>();
        double[][] seconds = new double[PHASES.size()][bars];
        for (int bar = 0; bar < bars; bar++) {
            int from = (int) ((long) bar * epochs.size() / bars);
            int to = (int) ((long) (bar + 1) * epochs.size() / bars);
            epochs.subList(from, to).forEach(addTo(seconds, bar));
            int first = epochs.get(from).epoch();
            int last = epochs.get(to - 1).epoch();
            labels.add(first == last ? Integer.toString(first) : first + "–" + last);
        }
        return new PhaseTotals(run, labels, seconds);
    }

    private static Consumer<Epoch> addTo(double[][] seconds, int bar) {
        return epoch -> epoch.phases().forEach((phase, time) -> {
            if (Double.isFinite(time) && time > 0) {
                seconds[indexOf(phase)][bar] += time;
            }
        });
    }

    private static int indexOf(String phase) {
        int index = PHASES.indexOf(phase);
        return index < 0 ? PHASES.size() - 1 : index;
    }

    private String label(String phase) {
        return run.say("phase." + phase);
    }

    PhaseBars bars() {
        return new PhaseBars(
                labels,
                PHASES.stream().map(this::label).toList(),
                Arrays.stream(seconds)
                        .map(phase -> Arrays.stream(phase)
                                .map(time -> Math.rint(time * 1e4) / 1e4)
                                .toArray())
                        .toList());
    }

    boolean empty() {
        return sum() <= 0;
    }

    double sum() {
        return Arrays.stream(seconds).flatMapToDouble(Arrays::stream).sum();
    }

    /** Every phase in which time was spent. */
    List<Total> totals() {
        List<Total> totals = new ArrayList<>();
        double start = 0;
        for (int i = 0; i < PHASES.size(); i++) {
            double time = Arrays.stream(seconds[i]).sum();
            double share = time / sum();
            if (time > 0) {
                totals.add(new Total(
                        PHASES.get(i),
                        label(PHASES.get(i)),
                        Quantity.duration(time, run.audience()),
                        Quantity.percent(share),
                        start,
                        share));
                start += share;
            }
        }
        return totals;
    }
}
