package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.words.MetricWords;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which chart shows a metric, under which title, in which unit. Metrics that share a chart share its key. */
final class ChartCatalog {
    private static final Pattern LEARNING = Pattern.compile("(train|validation)/(.+)");
    private static final Pattern GPU = Pattern.compile("gpu/(\\d{1,3})/(utilization|memory|power|temperature)");

    private static final Map<String, Place> FIXED = Map.ofEntries(
            Map.entry(MetricNames.LEARNING_RATE, learning("learningRate", 200, "Learning rate", "", "learning rate")),
            Map.entry(MetricNames.GRADIENT_NORM, learning("gradientNorm", 210, "Gradient norm", "", "L2 norm")),
            Map.entry(
                    MetricNames.SAMPLES_PER_SECOND,
                    learning("throughput", 220, "Throughput", "perSecond", "samples per second")),
            Map.entry("process/cpu", system("cpu", 500, "CPU", "share", "this process")),
            Map.entry("host/cpu", system("cpu", 500, "CPU", "share", "whole host")),
            Map.entry("process/rss", system("memory", 510, "Memory", "bytes", "this process")),
            Map.entry("host/memory", system("memory", 510, "Memory", "bytes", "whole host")),
            Map.entry("disk/readBytesPerSecond", system("disk", 520, "Disk traffic", "bytesPerSecond", "read")),
            Map.entry("disk/writeBytesPerSecond", system("disk", 520, "Disk traffic", "bytesPerSecond", "written")),
            Map.entry("disk/free", system("diskFree", 530, "Free disk space", "bytes", "free")));

    private static final Map<String, Place> GPU_KINDS = Map.of(
            "utilization", system("gpuUtilization", 400, "GPU utilization", "share", ""),
            "memory", system("gpuMemory", 410, "GPU memory", "bytes", ""),
            "power", system("gpuPower", 420, "GPU power", "watt", ""),
            "temperature", system("gpuTemperature", 430, "GPU temperature", "celsius", ""));

    private ChartCatalog() {}

    /**
     * Where a metric is drawn.
     *
     * @param chart the chart's key
     * @param order charts stand in ascending order, those of one order by title
     * @param section learning or system
     * @param unit share, bytes, bytesPerSecond, perSecond, watt, celsius or empty
     * @param label the metric's name within the chart
     */
    record Place(String chart, int order, String section, String title, String unit, String label) {
        Place labelled(String newLabel) {
            return new Place(chart, order, section, title, unit, newLabel);
        }
    }

    static Place placeOf(String metric) {
        Matcher learning = LEARNING.matcher(metric);
        if (learning.matches()) {
            return ofLearning(learning.group(1), learning.group(2));
        }
        Matcher gpu = GPU.matcher(metric);
        if (gpu.matches()) {
            return GPU_KINDS.get(gpu.group(2)).labelled("GPU " + gpu.group(1));
        }
        return FIXED.getOrDefault(metric, learning("further/" + metric, 300, metric, "", metric));
    }

    private static Place ofLearning(String part, String name) {
        int order = name.equals("loss") ? 100 : 110;
        return learning("metric/" + name, order, MetricWords.titleOfAllParts(name), "", part);
    }

    private static Place learning(String chart, int order, String title, String unit, String label) {
        return new Place(chart, order, "learning", title, unit, label);
    }

    private static Place system(String chart, int order, String title, String unit, String label) {
        return new Place(chart, order, "system", title, unit, label);
    }
}
