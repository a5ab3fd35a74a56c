package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.backtest.Curve;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reference's curves on the axes of the run that is compared with it: epoch beside epoch, as rules compare them, whatever
 * their steps and times were.
 *
 * @param epochs the reference's, ascending
 * @param run that they are drawn behind
 */
record ReferenceSeries(List<Observation> epochs, ReportData run) {

    static ReferenceSeries of(ReportData run) {
        return new ReferenceSeries(run.told().reference().map(Curve::epochs).orElse(List.of()), run);
    }

    /** One series a metric of validation; of a reference without any, its metrics of training. */
    Stream<MetricSeries> series() {
        if (stepsPerEpoch() <= 0) {
            return Stream.empty();
        }
        List<String> metrics = epochs.stream()
                .flatMap(epoch -> epoch.metrics().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        boolean validated = metrics.stream().anyMatch(metric -> metric.startsWith(MetricNames.VALIDATION));
        String part = validated ? MetricNames.VALIDATION : MetricNames.TRAIN;
        return metrics.stream().filter(metric -> metric.startsWith(part)).map(this::of);
    }

    private MetricSeries of(String metric) {
        double end = run.finished().isPresent() ? lastOfRun() : Double.MAX_VALUE;
        List<Observation> measured = epochs.stream()
                .filter(epoch -> epoch.metrics().get(metric) != null && epoch.epoch() <= end)
                .toList();
        return new MetricSeries(
                metric,
                Sampling.REFERENCE,
                measured.stream().mapToDouble(this::step).toArray(),
                measured.stream().mapToDouble(this::seconds).toArray(),
                measured.stream()
                        .mapToDouble(epoch -> epoch.metrics().get(metric))
                        .toArray());
    }

    /** Where the reference ends on the run's axes, as step, seconds and epoch; a run that is over ends by itself. */
    Stream<double[]> end() {
        boolean open = run.finished().isEmpty() && stepsPerEpoch() > 0;
        return epochs.stream()
                .skip(Math.max(0, epochs.size() - 1))
                .filter(last -> open && last.epoch() > lastOfRun())
                .map(last -> new double[] {step(last), seconds(last), last.epoch()});
    }

    private double stepsPerEpoch() {
        return run.started().stepsPerEpoch();
    }

    private double step(Observation epoch) {
        return epoch.epoch() * stepsPerEpoch();
    }

    /** At the pace of the run, or before it has one at the reference's own. */
    private double seconds(Observation epoch) {
        return run.lastEpoch()
                .map(last -> epoch.epoch() * last.elapsedSeconds() / last.epoch())
                .orElse(Double.isFinite(epoch.elapsedSeconds()) ? epoch.elapsedSeconds() : epoch.epoch());
    }

    private int lastOfRun() {
        return run.lastEpoch().map(TrainingEvent.Epoch::epoch).orElse(0);
    }
}
