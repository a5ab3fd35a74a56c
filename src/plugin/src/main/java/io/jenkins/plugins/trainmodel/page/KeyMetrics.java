package io.jenkins.plugins.trainmodel.page;

import io.jenkins.trainmodel.metric.MetricNames;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The few metrics that say how good a run is: of test data before validation before training, known directions only. */
public final class KeyMetrics {
    private static final int MOST = 6;
    private static final int LONGEST_NAME = 100;
    private static final String TEST = "test/";

    private KeyMetrics() {}

    /** Metrics in the order in which people want to see them. */
    public static Comparator<String> order() {
        return Comparator.comparingInt(KeyMetrics::place).thenComparing(Comparator.naturalOrder());
    }

    private static int place(String metric) {
        int part = metric.startsWith(TEST)
                ? 0
                : metric.startsWith(MetricNames.VALIDATION) ? 1 : metric.startsWith(MetricNames.TRAIN) ? 2 : 3;
        return judges(metric) ? part : part + 4;
    }

    /** Whether this metric says how good a run is. */
    public static boolean judges(String metric) {
        return MetricNames.knownDirection(metric).isPresent();
    }

    /** Few of the metrics, the most telling first. */
    public static Map<String, Double> few(Map<String, Double> metrics) {
        Map<String, Double> few = new LinkedHashMap<>();
        metrics.entrySet().stream()
                .filter(metric -> judges(metric.getKey()) && Double.isFinite(metric.getValue()))
                .filter(metric -> metric.getKey().length() <= LONGEST_NAME
                        && metric.getKey().matches("[^\\p{Cntrl}]*"))
                .sorted(Map.Entry.comparingByKey(order()))
                .limit(MOST)
                .forEach(metric -> few.put(metric.getKey(), metric.getValue()));
        return few;
    }

    /** The values of few metrics as a text, one a line. */
    static String toText(Map<String, Double> metrics) {
        return few(metrics).entrySet().stream()
                .map(metric -> metric.getKey() + "=" + metric.getValue().floatValue())
                .collect(Collectors.joining("\n"));
    }

    /** The values in the order of the text; lines that are none are passed over. */
    static Map<String, Double> ofText(String text) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (String line : List.of(text.split("\n"))) {
            int end = line.lastIndexOf('=');
            if (end > 0 && line.substring(end + 1).matches("-?[0-9.]{1,20}(E-?[0-9]{1,3})?")) {
                metrics.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
            }
        }
        return metrics;
    }
}
