package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.LogProblems;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A made-up run that looks like the digits example on a machine with a GPU: a stretch of readings that are not finite,
 * a resume after epoch 11, a lower learning rate from epoch 19 on, and an end by early stopping.
 */
final class SampleRun {
    static final int BEST_EPOCH = 22;
    static final Instant BEGIN = Instant.parse("2026-11-24T08:30:00Z");

    private final Random random = new Random(42);
    private final List<TrainingEvent.Epoch> epochs = new ArrayList<>();
    private final List<TrainingEvent.RuleEvaluated> ledger = new ArrayList<>();
    private final SampleNotes notes = new SampleNotes();
    private final List<MetricSeries> extra = new ArrayList<>();
    private final int lastEpoch;
    private TrainingEvent.Started started = SampleStart.started("digits");
    private String metric = "validation/loss";
    private final List<TrainingEvent> late = new ArrayList<>();
    private boolean machine = true;
    private boolean finished = true;
    private ReportData.Told told = told(Optional.of(100), Optional.empty(), Optional.empty());

    private SampleRun(int lastEpoch) {
        this.lastEpoch = lastEpoch;
    }

    static SampleRun ofEpochs(int lastEpoch) {
        return new SampleRun(lastEpoch);
    }

    /** A run that stopped after 30 epochs. */
    static ReportData finished() {
        return ofEpochs(30).build();
    }

    /** A run in which another program trains, which has saved a checkpoint of its own. */
    static ReportData watched(String command) {
        return ofEpochs(3)
                .with(new TrainingEvent.CheckpointSaved("out/7.pt", 3, 135, "program", 0, 0, false, List.of()))
                .watching(command)
                .build();
    }

    static ReportData.Told told(
            Optional<Integer> planned, Optional<Conclusion.Failed> failed, Optional<Conclusion.Ending> ending) {
        return new ReportData.Told(
                failed,
                ending,
                Optional.empty(),
                planned,
                Optional.empty(),
                new RunHistory().gates(),
                Optional.empty(),
                LogProblems.NONE,
                Optional.empty());
    }

    /** Not finished, and told so much besides. */
    SampleRun told(ReportData.Told newTold) {
        told = newTold;
        return stillRunning();
    }

    SampleRun named(String newName) {
        started = SampleStart.started(newName);
        return this;
    }

    SampleRun watching(String command) {
        started = SampleStart.watched(command);
        return this;
    }

    SampleRun judgedBy(String newMetric) {
        metric = newMetric;
        return this;
    }

    SampleRun with(MetricSeries series) {
        extra.add(series);
        return this;
    }

    /** Something more that happened at the end. */
    SampleRun with(TrainingEvent event) {
        late.add(event);
        return this;
    }

    SampleRun withoutMachine() {
        machine = false;
        return this;
    }

    SampleRun stillRunning() {
        finished = false;
        return this;
    }

    ReportData build() {
        for (int epoch = 1; epoch <= lastEpoch; epoch++) {
            addEpoch(epoch);
        }
        TrainingEvent.Epoch last = epochs.get(epochs.size() - 1);
        Instant end = SampleNotes.at(last.epoch(), last.elapsedSeconds());
        List<MetricSeries> series = new ArrayList<>(new SampleSeries(lastEpoch).stepSeries());
        series.addAll(epochSeries());
        series.addAll(machine ? new SampleSeries(lastEpoch).telemetry() : List.of());
        late.forEach(event -> notes.addLate(event, end));
        series.addAll(extra);
        return new ReportData(
                started,
                BEGIN,
                end,
                end.plusSeconds(2),
                SampleStart.environment(),
                series,
                epochs,
                ledger,
                notes.notable(),
                finished ? Optional.of(finishedEvent(last)) : Optional.empty(),
                finished ? Optional.of(412_318L) : Optional.empty(),
                told,
                Audience.RECORD);
    }

    private void addEpoch(int epoch) {
        long step = (long) epoch * SampleSeries.STEPS_PER_EPOCH;
        double elapsed = step * SampleSeries.SECONDS_PER_STEP + epoch * SampleSeries.SECONDS_BETWEEN_EPOCHS;
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/loss", SampleSeries.trainLoss(step));
        metrics.put("train/accuracy", 0.994 - 0.9 * Math.exp(-epoch / 3.2) + random.nextGaussian() * 0.0015);
        metrics.put(metric, validationLoss(epoch));
        metrics.put("validation/accuracy", 0.972 - 0.86 * Math.exp(-epoch / 3.0) + random.nextGaussian() * 0.004);
        metrics.put("learningRate", SampleSeries.learningRate(step));
        metrics.put("gradient/norm", 0.4 + 2.1 * Math.exp(-epoch / 6.0));
        metrics.put("throughput/samplesPerSecond", 1030 + random.nextGaussian() * 25);
        epochs.add(new TrainingEvent.Epoch(
                epoch,
                step,
                elapsed,
                metrics,
                phases(epoch),
                Optional.of((100 - epoch) * 1.75),
                Optional.of(best(epoch))));
        ledger.add(new TrainingEvent.RuleEvaluated(epoch, step, SampleVerdicts.after(epoch, metrics, best(epoch))));
        notes.addNotable(epoch, step, elapsed);
    }

    private double validationLoss(int epoch) {
        double overfit = epoch > BEST_EPOCH ? (epoch - BEST_EPOCH) * 0.0021 : 0;
        return epoch == BEST_EPOCH
                ? 0.0921
                : 0.0952 + 2.2 * Math.exp(-epoch / 3.1) + overfit + Math.abs(random.nextGaussian()) * 0.004;
    }

    private Map<String, Double> phases(int epoch) {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("dataWait", 0.04 + (epoch == 1 || epoch == 12 ? 0.5 : random.nextDouble() * 0.03));
        phases.put("transfer", 0.06);
        phases.put("forward", 0.36 + random.nextDouble() * 0.04);
        phases.put("backward", 0.62 + random.nextDouble() * 0.05);
        phases.put("update", 0.21);
        phases.put("validation", 0.17);
        phases.put("checkpoint", 0.08 + random.nextDouble() * 0.03);
        phases.put("other", 0.03);
        return phases;
    }

    private Best best(int epoch) {
        return epoch >= BEST_EPOCH
                ? new Best(metric, BEST_EPOCH, 0.0921)
                : new Best(metric, epoch, epochs.isEmpty() ? 1.7 : 0.0952 + 2.2 * Math.exp(-epoch / 3.1));
    }

    private List<MetricSeries> epochSeries() {
        return epochs.get(0).metrics().keySet().stream()
                .map(metric -> new MetricSeries(
                        metric,
                        Sampling.EPOCH,
                        epochs.stream().mapToDouble(TrainingEvent.Epoch::step).toArray(),
                        epochs.stream()
                                .mapToDouble(TrainingEvent.Epoch::elapsedSeconds)
                                .toArray(),
                        epochs.stream()
                                .mapToDouble(epoch -> epoch.metrics().get(metric))
                                .toArray()))
                .toList();
    }

    private Conclusion.Finished finishedEvent(TrainingEvent.Epoch last) {
        List<Verdict> fired = ledger.get(ledger.size() - 1).verdicts().stream()
                .filter(Verdict::fired)
                .toList();
        return new Conclusion.Finished(
                Outcome.SUCCESS,
                fired.isEmpty() ? "A person asked for it." : fired.get(0).explanation(),
                fired,
                last.epoch(),
                last.step(),
                last.elapsedSeconds(),
                last.metrics(),
                last.best(),
                Optional.of("model"),
                true,
                Optional.empty(),
                Optional.empty());
    }
}
