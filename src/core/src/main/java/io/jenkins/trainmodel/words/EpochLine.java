package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A complete epoch in a line of at most {@value #COLUMNS} characters, such as
 * {@code epoch 3/10  loss 0.5 (0.25)  accuracy 0.75 (0.8125)  42 s left  best}. What stands in parentheses is measured on
 * validation samples. Where not all fits, loss and the deciding metric go before other metrics, and these before
 * throughput.
 */
final class EpochLine {
    static final int COLUMNS = 80;
    private static final String GAP = "  ";
    private static final int LONGEST_NAME = 24;
    private static final int MOST_METRICS = 50;

    private final TrainingEvent.Epoch epoch;
    private final Audience audience;
    private final List<String> metrics = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private int room;

    private EpochLine(TrainingEvent.Epoch epoch, String label, Audience audience) {
        this.epoch = epoch;
        this.audience = audience;
        this.room = COLUMNS - label.length();
    }

    static String of(TrainingEvent.Epoch epoch, Optional<Integer> plannedEpochs, Audience audience) {
        String far = epoch.epoch() + plannedEpochs.map(planned -> "/" + planned).orElse("");
        String label = Speech.say(audience, "epoch", far);
        return label + new EpochLine(epoch, label, audience).details();
    }

    private String details() {
        List<String> names = names();
        names.stream().limit(1).forEach(name -> put(metrics, metric(name)));
        Optional<String> best = best();
        Optional<String> left = TimeLeftWords.shortly(epoch, audience);
        // What stands at the end is promised its room before the metrics that may be many.
        List<String> end = new ArrayList<>();
        best.ifPresent(word -> put(end, word));
        names.stream().skip(1).limit(1).forEach(name -> put(metrics, metric(name)));
        left.ifPresent(words -> put(after, words));
        names.stream().skip(2).limit(MOST_METRICS).forEach(name -> put(metrics, metric(name)));
        left.filter(after::contains).ifPresent(this::addBound);
        throughput().ifPresent(words -> put(after, words));
        utilisation().ifPresent(words -> put(after, words));
        after.addAll(end);
        metrics.addAll(after);
        return metrics.isEmpty() ? "" : GAP + String.join(GAP, metrics);
    }

    /** Says what bounds the time left, unless that took the room of a metric. */
    private void addBound(String left) {
        String whole = TimeLeftWords.until(left, epoch, audience);
        int more = whole.length() - left.length();
        if (more <= room) {
            room -= more;
            after.set(after.indexOf(left), whole);
        }
    }

    private void put(List<String> part, String words) {
        int width = GAP.length() + words.length();
        if (width <= room) {
            room -= width;
            part.add(words);
        }
    }

    private Optional<String> best() {
        return epoch.best()
                .filter(best -> best.epoch() == epoch.epoch())
                .map(best -> Speech.say(audience, "epoch.best"));
    }

    private Optional<String> throughput() {
        return throughput(MetricNames.TOKENS_PER_SECOND, "epoch.tokens")
                .or(() -> throughput(MetricNames.SAMPLES_PER_SECOND, "epoch.throughput"));
    }

    private Optional<String> utilisation() {
        return Optional.ofNullable(epoch.metrics().get(MetricNames.MFU))
                .map(share -> Speech.say(audience, "epoch.mfu", Quantity.percent(share)));
    }

    private Optional<String> throughput(String metric, String key) {
        return Optional.ofNullable(epoch.metrics().get(metric))
                .map(value -> Speech.say(audience, key, Quantity.approximate(value)));
    }

    /** Names without prefix of all that was measured on samples: the loss, the deciding metric, the others by name. */
    private List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        epoch.metrics().keySet().forEach(path -> name(path).ifPresent(names::add));
        Optional<String> deciding = epoch.best().map(Best::metric).flatMap(EpochLine::name);
        Comparator<String> order = Comparator.<String>comparingInt(name ->
                        name.equals("loss") ? 0 : deciding.filter(name::equals).isPresent() ? 1 : 2)
                .thenComparing(Comparator.naturalOrder());
        return names.stream().sorted(order).toList();
    }

    private static Optional<String> name(String path) {
        for (String prefix : List.of(MetricNames.TRAIN, MetricNames.VALIDATION)) {
            if (path.startsWith(prefix)) {
                return Optional.of(path.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    private String metric(String name) {
        Map<String, Double> values = epoch.metrics();
        Double train = values.get(MetricNames.TRAIN + name);
        Double validation = values.get(MetricNames.VALIDATION + name);
        return PlainText.line(name, LONGEST_NAME)
                + (train == null ? "" : " " + Quantity.number(train))
                + (validation == null ? "" : " (" + Quantity.number(validation) + ")");
    }
}
