package io.jenkins.plugins.trainmodel.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.trainmodel.metric.MetricNames;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The trends of a job as its page's script draws them: a chart a metric, one of the training time and one of the epochs; in
 * every chart a line a run name, and a gap where a run has no value.
 */
final class TrendModel {
    private static final int MOST_CHARTS = 24;
    private static final int MOST_LINES = 24;

    private final List<SeriesEntry> entries;
    private final Set<Integer> buildsThere;

    /**
     * A model.
     *
     * @param entries the oldest first
     * @param buildsThere the numbers of builds that were not deleted
     */
    TrendModel(List<SeriesEntry> entries, Set<Integer> buildsThere) {
        this.entries = entries;
        this.buildsThere = buildsThere;
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        List<String> names = names();
        addRuns(json.putArray("runs"), names);
        names.forEach(json.putArray("names")::add);
        ArrayNode charts = json.putArray("charts");
        for (String metric : metrics()) {
            ObjectNode chart = charts.addObject().put("title", metric).put("unit", "");
            addValues(chart.putArray("last"), entry -> entry.last().get(metric));
            addValues(chart.putArray("best"), entry -> entry.best().get(metric));
        }
        addValues(
                charts.addObject()
                        .put("title", "Training time")
                        .put("unit", "seconds")
                        .putArray("last"),
                SeriesEntry::seconds);
        addValues(charts.addObject().put("title", "Epochs").put("unit", "").putArray("last"), entry ->
                (double) entry.epochs());
        return json;
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
        for (SeriesEntry entry : entries) {
            runs.addObject()
                    .put("build", entry.build())
                    .put("id", entry.id())
                    .put("name", names.indexOf(entry.run()))
                    .put("outcome", entry.outcome())
                    .put("time", entry.time())
                    .put("there", buildsThere.contains(entry.build()));
        }
    }

    private void addValues(ArrayNode values, Function<SeriesEntry, Double> value) {
        for (SeriesEntry entry : entries) {
            values.add(value.apply(entry));
        }
    }

    /** Validation before training, what is known to get better before the rest. */
    private List<String> metrics() {
        Set<String> metrics =
                new TreeSet<>(Comparator.comparingInt(TrendModel::order).thenComparing(Comparator.naturalOrder()));
        entries.stream().map(SeriesEntry::last).map(Map::keySet).forEach(metrics::addAll);
        return metrics.stream().limit(MOST_CHARTS).toList();
    }

    private static int order(String metric) {
        boolean judged = MetricNames.knownDirection(metric).isPresent();
        int place = metric.startsWith(MetricNames.VALIDATION) ? 0 : metric.startsWith(MetricNames.TRAIN) ? 1 : 2;
        return judged ? place : place + 3;
    }
}
