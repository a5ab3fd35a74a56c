package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.trainer.run.RunListener;
import io.jenkins.trainmodel.words.EventWords;
import io.jenkins.trainmodel.words.Quantity;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells people on the console how a run goes: one line an epoch, and below it, where there is a terminal, a progress bar
 * of the running one.
 */
final class Console implements RunListener {
    private final PrintWriter out;
    private final ProgressLine bar;
    private final Optional<Integer> plannedEpochs;

    /** For a run that has at most so many epochs, where that is known. */
    Console(PrintWriter out, ProgressLine bar, Optional<Integer> plannedEpochs) {
        this.out = out;
        this.bar = bar;
        this.plannedEpochs = plannedEpochs;
    }

    @Override
    public void preparing(String what, Optional<Double> fraction) {
        bar.show(what, fraction, "");
    }

    @Override
    public void progress(Progress progress) {
        double fraction = (double) progress.stepInEpoch() / progress.stepsPerEpoch();
        bar.show(epochLabel(progress.epoch()), Optional.of(fraction), details(progress));
    }

    private static String details(Progress progress) {
        List<String> details = new ArrayList<>();
        Map<String, Double> metrics = progress.metrics();
        addMetric(details, metrics, MetricNames.TRAIN_LOSS, "loss");
        addMetric(details, metrics, MetricNames.VALIDATION + "accuracy", "val acc");
        Optional.ofNullable(metrics.get(MetricNames.SAMPLES_PER_SECOND))
                .ifPresent(value -> details.add(Quantity.approximate(value) + " samples/s"));
        progress.secondsLeft().ifPresent(seconds -> details.add(Quantity.duration(seconds) + " left"));
        return String.join(", ", details);
    }

    private static void addMetric(List<String> details, Map<String, Double> metrics, String path, String label) {
        Optional.ofNullable(metrics.get(path)).ifPresent(value -> details.add(label + " " + Quantity.number(value)));
    }

    @Override
    public void event(EventRecord entry) {
        EventWords.of(entry.event(), plannedEpochs).ifPresent(this::print);
    }

    /** Prints a line above the progress bar. */
    void print(String line) {
        bar.clear();
        out.println(line);
        out.flush();
    }

    private String epochLabel(int epoch) {
        return "epoch " + epoch + plannedEpochs.map(planned -> "/" + planned).orElse("");
    }
}
