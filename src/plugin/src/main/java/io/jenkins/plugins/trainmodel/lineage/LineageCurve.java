package io.jenkins.plugins.trainmodel.lineage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.trainmodel.page.Json;
import io.jenkins.plugins.trainmodel.page.KeyMetrics;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.lineage.LineageWords;
import io.jenkins.trainmodel.lineage.Moment;
import io.jenkins.trainmodel.lineage.StitchedCurve;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.words.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A stitched curve as the page's script draws it: a few charts over epochs, whose part is which, and the marks. */
final class LineageCurve {
    private static final int MOST_CHARTS = 4;
    private static final int MOST_MARKS = 300;
    private static final int LONGEST_NAME = 80;

    private final StitchedCurve curve;
    private final List<TrainingEvent.Epoch> epochs;

    LineageCurve(StitchedCurve curve) {
        this.curve = curve;
        this.epochs = curve.history().epochs();
    }

    String json() {
        ObjectNode json = Json.object();
        ArrayNode places = json.putArray("epochs");
        epochs.forEach(epoch -> places.add(epoch.epoch()));
        ArrayNode charts = json.putArray("charts");
        charts().values().stream().limit(MOST_CHARTS).forEach(metrics -> addChart(charts.addObject(), metrics));
        addSegments(json.putArray("segments"));
        addMarks(json.putArray("marks"));
        return json.toString();
    }

    /** Metrics that are one thing measured on several data share a chart; what judges a run comes first. */
    private Map<String, List<String>> charts() {
        TreeSet<String> metrics = new TreeSet<>(KeyMetrics.order());
        epochs.forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
        return metrics.stream()
                .filter(metric -> KeyMetrics.judges(metric) || metric.equals(MetricNames.LEARNING_RATE))
                .collect(Collectors.groupingBy(
                        metric -> metric.substring(metric.lastIndexOf('/') + 1),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private void addChart(ObjectNode chart, List<String> metrics) {
        chart.put("title", plain(metrics.get(0)));
        ArrayNode lines = chart.putArray("lines");
        for (String metric : metrics) {
            ObjectNode line = lines.addObject().put("name", plain(metric));
            ArrayNode values = line.putArray("values");
            epochs.forEach(epoch -> add(values, epoch.metrics().get(metric)));
        }
    }

    private static void add(ArrayNode values, Double value) {
        if (value == null || !Double.isFinite(value)) {
            values.addNull();
        } else {
            values.add(value);
        }
    }

    private void addSegments(ArrayNode segments) {
        for (StitchedCurve.Segment segment : curve.segments()) {
            segments.addObject()
                    .put("name", plain(segment.name()))
                    .put("from", segment.fromEpoch())
                    .put("to", segment.toEpoch());
        }
    }

    private void addMarks(ArrayNode marks) {
        LineageWords words = new LineageWords(Reader.audience());
        for (Moment moment : curve.moments().stream().limit(MOST_MARKS).toList()) {
            marks.addObject()
                    .put("kind", moment.kind().word())
                    .put("epoch", moment.epoch())
                    .put("time", Reader.audience().timeWithZone(moment.time()))
                    .put("text", words.of(moment));
        }
    }

    private static String plain(String text) {
        return PlainText.line(text, LONGEST_NAME);
    }
}
