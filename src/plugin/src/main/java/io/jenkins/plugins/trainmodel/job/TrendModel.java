package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.KeyMetrics;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.words.MetricWords;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The trends of a job as its page's script draws them: a chart a metric, one of what held the runs up, one of the training time
 * and one of the epochs; in every chart a line a run name, and a gap where a run has no value. Charts that say how good the runs are come first and are
 * large; those that explain it, such as the learning rate, are small.
 */
final class TrendModel {
    static final int MOST_CHARTS = 24;
    private static final int MOST_LINES = 24;

    private final List<SeriesEntry> entries;
    private final Set<Integer> buildsThere;
    private final int mostCharts;
    private final MachineTrend machines;

    /**
     * A model.
     *
     * @param entries the oldest first
     * @param buildsThere the numbers of builds that were not deleted
     * @param mostCharts at most so many charts, the most telling first
     */
    TrendModel(List<SeriesEntry> entries, Set<Integer> buildsThere, int mostCharts) {
        this.entries = entries;
        this.buildsThere = buildsThere;
        this.mostCharts = mostCharts;
        this.machines = new MachineTrend(entries);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        List<String> names = names();
        addRuns(json.putArray("runs"), names);
        names.forEach(json.putArray("names")::add);
        ArrayNode charts = json.putArray("charts");
        metrics().forEach(metric -> addChart(charts, metric));
        addColumn(charts, Messages.TrendModel_arithmetic(), "share", SpeedColumns.ARITHMETIC);
        if (charts.size() < mostCharts && machines.hasBottlenecks()) {
            machines.addBottlenecks(chart(charts, Messages.TrendModel_bottleneck(), "", false));
        }
        if (charts.size() < mostCharts) {
            addValues(
                    chart(charts, Messages.TrendModel_trainingTime(), "seconds", false)
                            .put("speed", true)
                            .putArray("last"),
                    SeriesEntry::seconds);
        }
        if (charts.size() < mostCharts) {
            addValues(
                    chart(charts, Messages.TrendModel_epochs(), "count", false).putArray("last"),
                    entry -> (double) entry.epochs());
        }
        addCosts(charts);
        return json;
    }

    private void addCosts(ArrayNode charts) {
        addColumn(charts, Messages.TrendModel_gpuHours(), "", CostColumns.GPU_HOURS);
        addColumn(charts, Messages.TrendModel_cpuHours(), "", CostColumns.CPU_HOURS);
        addColumn(charts, Messages.TrendModel_kilowattHours(), "", CostColumns.KILOWATT_HOURS);
    }

    /** A chart of nothing says nothing, such as of GPUs where there are none. */
    private void addColumn(ArrayNode charts, String title, String unit, String column) {
        boolean any = entries.stream().anyMatch(entry -> entry.last().getOrDefault(column, 0.0) > 0);
        if (any && charts.size() < mostCharts) {
            addValues(
                    chart(charts, title, unit, false)
                            .put("speed", column.equals(SpeedColumns.ARITHMETIC))
                            .putArray("last"),
                    entry -> entry.last().get(column));
        }
    }

    private void addChart(ArrayNode charts, String metric) {
        ObjectNode chart = chart(
                        charts,
                        MetricWords.title(metric, Reader.audience()),
                        SpeedColumns.unitOf(metric),
                        KeyMetrics.judges(metric))
                .put("metric", metric)
                .put("speed", SpeedColumns.isSpeed(metric));
        addValues(chart.putArray("last"), entry -> entry.last().get(metric));
        addValues(chart.putArray("best"), entry -> entry.best().get(metric));
    }

    private static ObjectNode chart(ArrayNode charts, String title, String unit, boolean large) {
        return charts.addObject().put("title", title).put("unit", unit).put("large", large);
    }

    /** Run names, those with the newest runs first. */
    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            names.add(entries.get(i).run());
        }
        return names.stream().limit(MOST_LINES).toList();
    }

    private void addRuns(ArrayNode runs, List<String> names) {
        for (int index = 0; index < entries.size(); index++) {
            SeriesEntry entry = entries.get(index);
            ObjectNode run = runs.addObject()
                    .put("build", entry.build())
                    .put("id", entry.id())
                    .put("name", names.indexOf(entry.run()))
                    .put("outcome", entry.outcome())
                    .put("time", entry.time())
                    .put("there", buildsThere.contains(entry.build()))
                    .put("accepted", entry.isAccepted())
                    .put("gates", String.join("; ", entry.acceptance().failedGates()))
                    .put("promotion", entry.promotion().state());
            machines.addTo(run, index);
        }
    }

    private void addValues(ArrayNode values, Function<SeriesEntry, Double> value) {
        for (SeriesEntry entry : entries) {
            values.add(value.apply(entry));
        }
    }

    /** The most telling first. */
    private List<String> metrics() {
        Set<String> metrics = new TreeSet<>(KeyMetrics.order());
        entries.stream().map(SeriesEntry::last).map(Map::keySet).forEach(metrics::addAll);
        return metrics.stream()
                .filter(metric -> !CostColumns.isOne(metric) && !metric.equals(SpeedColumns.ARITHMETIC))
                .limit(mostCharts)
                .toList();
    }
}
