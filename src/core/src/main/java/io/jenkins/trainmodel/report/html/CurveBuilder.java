package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.html.CurveData.Anchors;
import io.jenkins.trainmodel.report.html.CurveData.Chart;
import io.jenkins.trainmodel.report.html.CurveData.Line;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns recorded series into charts of a bounded size: at most {@value #MOST_POINTS} points a line,
 * {@value #ALL_POINTS} points and {@value #MOST_LINES} lines in all.
 */
final class CurveBuilder {
    static final int MOST_POINTS = 2_000;
    static final int ALL_POINTS = 60_000;
    static final int MOST_LINES = 200;

    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final int MOST_ANCHORS = 1_000;

    private final ReportData run;
    private final List<TargetLines.Target> targets;
    private final ReferenceSeries reference;
    private final ChartCatalog catalog;

    CurveBuilder(ReportData run) {
        this.run = run;
        this.reference = ReferenceSeries.of(run);
        this.catalog = new ChartCatalog(run);
        this.targets = TargetLines.of(run.started().specification());
    }

    CurveData build() {
        List<MetricSeries> drawn = withoutRepetition(
                Stream.concat(run.series().stream(), reference.series()).toList());
        List<MetricSeries> kept = drawn.subList(0, Math.min(MOST_LINES, drawn.size()));
        return new CurveData(
                run.started().name(),
                charts(kept),
                anchors(),
                new MarkBuilder(run).build(),
                PhaseTotals.of(run).bars(),
                drawn.size() - kept.size());
    }

    /**
     * In the order of the page. A metric that was read within epochs and once an epoch is drawn with the more points; a
     * training metric with both, because validation stands beside it once an epoch.
     */
    private List<MetricSeries> withoutRepetition(List<MetricSeries> series) {
        Map<String, Integer> within = pointsOf(series, Sampling.STEP);
        Map<String, Integer> epochs = pointsOf(series, Sampling.EPOCH);
        return series.stream()
                .filter(CurveBuilder::showsSomething)
                .filter(one ->
                        isDrawn(one, within.getOrDefault(one.metric(), 0) > epochs.getOrDefault(one.metric(), 0)))
                .sorted(Comparator.comparingInt((MetricSeries one) ->
                                catalog.placeOf(one.metric()).order())
                        .thenComparing(one -> catalog.placeOf(one.metric()).title())
                        .thenComparing(MetricSeries::sampling, Comparator.reverseOrder())
                        .thenComparing(MetricSeries::metric))
                .toList();
    }

    /** One sample of a machine is a dot that tells nothing, as in runs of a few seconds. */
    private static boolean showsSomething(MetricSeries series) {
        return series.values().length > (series.sampling() == Sampling.TELEMETRY ? 1 : 0);
    }

    private static boolean isDrawn(MetricSeries series, boolean withinIsFiner) {
        return switch (series.sampling()) {
            case STEP -> withinIsFiner;
            case EPOCH -> !withinIsFiner || series.metric().startsWith(MetricNames.TRAIN);
            case TELEMETRY, REFERENCE -> true;
        };
    }

    private static Map<String, Integer> pointsOf(List<MetricSeries> series, Sampling sampling) {
        return series.stream()
                .filter(one -> one.sampling() == sampling)
                .collect(Collectors.toMap(MetricSeries::metric, one -> one.values().length, Math::max));
    }

    private List<Chart> charts(List<MetricSeries> series) {
        int limit = Math.max(Lttb.SMALLEST_LIMIT, Math.min(MOST_POINTS, ALL_POINTS / Math.max(1, series.size())));
        return series.stream()
                .collect(Collectors.groupingBy(
                        one -> catalog.placeOf(one.metric()).chart(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(members -> chart(members, limit))
                .toList();
    }

    private Chart chart(List<MetricSeries> members, int limit) {
        ChartCatalog.Place place = catalog.placeOf(members.get(0).metric());
        Set<String> metrics = members.stream().map(MetricSeries::metric).collect(Collectors.toSet());
        return new Chart(
                place.chart(),
                place.section(),
                place.title(),
                place.unit(),
                members.stream()
                        .map(one -> line(one, label(one, members), limit))
                        .toList(),
                targets.stream()
                        .filter(target -> metrics.contains(target.metric()))
                        .toList());
    }

    private String label(MetricSeries series, List<MetricSeries> members) {
        String label = catalog.placeOf(series.metric()).label();
        if (series.sampling() == Sampling.REFERENCE) {
            return run.told()
                    .gates()
                    .began()
                    .map(began -> run.say("line.of", label, began.reference()))
                    .orElseGet(() -> run.say("line.ofReference", label));
        }
        boolean within = series.sampling() == Sampling.STEP
                && members.stream().anyMatch(other -> other.sampling() == Sampling.EPOCH);
        return within ? run.say("line.within", label) : label;
    }

    private static Line line(MetricSeries series, String label, int limit) {
        double[] positions = series.sampling() == Sampling.TELEMETRY ? series.elapsedSeconds() : series.steps();
        int[] chosen = Lttb.select(positions, series.values(), limit);
        return new Line(
                series.metric(),
                label,
                series.sampling().name().toLowerCase(Locale.ROOT),
                rounded(series.steps(), chosen),
                rounded(series.elapsedSeconds(), chosen),
                Arrays.stream(chosen)
                        .mapToObj(i -> finiteOrNull(series.values()[i]))
                        .toArray(Double[]::new),
                notFinite(series.values(), chosen),
                series.values().length);
    }

    private static Map<Integer, String> notFinite(double[] values, int[] chosen) {
        Map<Integer, String> words = new TreeMap<>();
        for (int i = 0; i < chosen.length; i++) {
            if (!Double.isFinite(values[chosen[i]])) {
                words.put(i, Double.toString(values[chosen[i]]));
            }
        }
        return words;
    }

    private static Double finiteOrNull(double value) {
        return Double.isFinite(value) ? Double.valueOf(new BigDecimal(value, SIX_DIGITS).doubleValue()) : null;
    }

    /** Thousandths of a step or second are enough to draw. */
    private static double[] rounded(double[] values, int[] chosen) {
        return Arrays.stream(chosen)
                .mapToDouble(i -> Math.rint(values[i] * 1000) / 1000)
                .toArray();
    }

    private Anchors anchors() {
        List<double[]> anchors = new ArrayList<>();
        anchors.add(new double[] {0, 0, 0});
        int size = run.epochs().size();
        for (int i : Lttb.evenly(size, MOST_ANCHORS)) {
            var epoch = run.epochs().get(i);
            anchors.add(new double[] {epoch.step(), epoch.elapsedSeconds(), epoch.epoch()});
        }
        newestReading(anchors.get(anchors.size() - 1)).ifPresent(anchors::add);
        reference.end().forEach(anchors::add);
        return new Anchors(column(anchors, 0), column(anchors, 1), column(anchors, 2));
    }

    /** Where the run stands within its unfinished epoch. */
    private Optional<double[]> newestReading(double[] last) {
        return run.series().stream()
                .filter(one -> one.sampling() == Sampling.STEP && one.values().length > 0)
                .map(one ->
                        new double[] {one.steps()[one.steps().length - 1], one.elapsedSeconds()[one.steps().length - 1]
                        })
                .max(Comparator.comparingDouble(reading -> reading[0]))
                .filter(reading -> reading[0] > last[0])
                .map(reading -> new double[] {reading[0], reading[1], last[2] + partOfEpoch(reading[0], last)});
    }

    /**
     * The share of the unfinished epoch that is over. How long the epochs of a program are that is watched, only those tell that
     * are complete; it is in the next one whatever they say.
     */
    private double partOfEpoch(double step, double[] last) {
        long told = run.started().stepsPerEpoch();
        if (told > 0) {
            return (step - last[0]) / told;
        }
        // before the first is complete, all that there is fills it
        return last[2] > 0 ? Math.min(1, (step - last[0]) * last[2] / last[0]) : 1;
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
