package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.words.MetricWords;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which chart shows a metric to the page's reader, under which title, in which unit. Metrics that share a chart share its key. */
final class ChartCatalog {
    private static final Pattern LEARNING = Pattern.compile("(train|validation)/(.+)");
    private static final Pattern GPU = Pattern.compile(
            "gpu/(\\d{1,3})/(utilization|memory|power|temperature|energy|pcieReadBytesPerSecond|pcieWriteBytesPerSecond)");

    private static final Map<String, Place> FIXED = Map.ofEntries(
            Map.entry(MetricNames.LEARNING_RATE, learning("learningRate", 200, "", "learningRate")),
            Map.entry(MetricNames.GRADIENT_NORM, learning("gradientNorm", 210, "", "norm")),
            Map.entry(MetricNames.SAMPLES_PER_SECOND, learning("throughput", 220, "perSecond", "samplesPerSecond")),
            Map.entry(MetricNames.TOKENS_PER_SECOND, learning("tokens", 230, "perSecond", "tokensPerSecond")),
            Map.entry(MetricNames.FLOP_PER_SECOND, learning("flop", 240, "flopPerSecond", "flopPerSecond")),
            Map.entry(MetricNames.MFU, learning("mfu", 250, "share", "mfu")),
            Map.entry("process/cpu", system("cpu", 500, "share", "process")),
            Map.entry("host/cpu", system("cpu", 500, "share", "host")),
            Map.entry("process/rss", system("memory", 510, "bytes", "process")),
            Map.entry("host/memory", system("memory", 510, "bytes", "host")),
            Map.entry("disk/readBytesPerSecond", system("disk", 520, "bytesPerSecond", "read")),
            Map.entry("disk/writeBytesPerSecond", system("disk", 520, "bytesPerSecond", "written")),
            Map.entry("disk/free", system("diskFree", 530, "bytes", "free")));

    private static final Map<String, Place> GPU_KINDS = Map.of(
            "utilization", system("gpuUtilization", 400, "share", ""),
            "memory", system("gpuMemory", 410, "bytes", ""),
            "power", system("gpuPower", 420, "watt", ""),
            "temperature", system("gpuTemperature", 430, "celsius", ""),
            "pcieReadBytesPerSecond", system("gpuPcie", 440, "bytesPerSecond", "read"),
            "pcieWriteBytesPerSecond", system("gpuPcie", 440, "bytesPerSecond", "written"),
            "energy", system("gpuEnergy", 450, "", ""));

    private final ReportData run;

    ChartCatalog(ReportData run) {
        this.run = run;
    }

    /**
     * Where a metric is drawn.
     *
     * @param chart the chart's key
     * @param order charts stand in ascending order, those of one order by title
     * @param section learning or system
     * @param unit share, bytes, bytesPerSecond, perSecond, flopPerSecond, watt, celsius or empty
     * @param label the metric's name within the chart
     */
    record Place(String chart, int order, String section, String title, String unit, String label) {
        Place called(String newTitle, String newLabel) {
            return new Place(chart, order, section, newTitle, unit, newLabel);
        }
    }

    Place placeOf(String metric) {
        Matcher learning = LEARNING.matcher(metric);
        if (learning.matches()) {
            return ofLearning(learning.group(1), learning.group(2));
        }
        Matcher gpu = GPU.matcher(metric);
        if (gpu.matches()) {
            Place place = GPU_KINDS.get(gpu.group(2));
            String way = place.label().isEmpty() ? "" : " " + run.say("line." + place.label());
            return place.called(run.say("chart." + place.chart()), "GPU " + gpu.group(1) + way);
        }
        return Optional.ofNullable(FIXED.get(metric))
                .map(place -> place.called(run.say("chart." + place.chart()), run.say("line." + place.label())))
                .orElseGet(() -> learning("further/" + metric, 300, "", "").called(metric, metric));
    }

    private Place ofLearning(String part, String name) {
        int order = name.equals("loss") ? 100 : 110;
        return learning("metric/" + name, order, "", "")
                .called(MetricWords.titleOfAllParts(name, run.audience()), run.say("line." + part));
    }

    private static Place learning(String chart, int order, String unit, String label) {
        return new Place(chart, order, "learning", "", unit, label);
    }

    private static Place system(String chart, int order, String unit, String label) {
        return new Place(chart, order, "system", "", unit, label);
    }
}
