package io.jenkins.trainmodel.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.event.EventRecord;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.report.html.MetricSeries.Sampling;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.Verdict.Status;
import java.time.Duration;
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
    static final int STEPS_PER_EPOCH = 45;
    static final int BEST_EPOCH = 22;
    private static final Instant BEGIN = Instant.parse("2026-11-24T08:30:00Z");
    private static final int READ_EVERY = 5;
    private static final double SECONDS_PER_STEP = 0.031;

    private final Random random = new Random(42);
    private final List<TrainingEvent.Epoch> epochs = new ArrayList<>();
    private final List<TrainingEvent.RuleEvaluated> ledger = new ArrayList<>();
    private final List<EventRecord> notable = new ArrayList<>();
    private final List<MetricSeries> extra = new ArrayList<>();
    private final int lastEpoch;
    private String name = "digits";
    private String metric = "validation/loss";
    private boolean finished = true;

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

    SampleRun named(String newName) {
        name = newName;
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

    SampleRun stillRunning() {
        finished = false;
        return this;
    }

    ReportData build() {
        for (int epoch = 1; epoch <= lastEpoch; epoch++) {
            addEpoch(epoch);
        }
        TrainingEvent.Epoch last = epochs.get(epochs.size() - 1);
        Instant end = at(last.elapsedSeconds());
        List<MetricSeries> series = new ArrayList<>(stepSeries());
        series.addAll(epochSeries());
        series.addAll(telemetry());
        series.addAll(extra);
        return new ReportData(
                started(),
                BEGIN,
                end,
                end.plusSeconds(2),
                environment(),
                series,
                epochs,
                ledger,
                notable,
                finished ? Optional.of(finishedEvent(last)) : Optional.empty(),
                finished ? Optional.of(412_318L) : Optional.empty());
    }

    private TrainingEvent.Started started() {
        return new TrainingEvent.Started(
                "4f6c1f0e-9d1b-4c43-8a5b-0c3f4ad1a111",
                name,
                specification(),
                environment(),
                1437,
                360,
                STEPS_PER_EPOCH,
                Optional.of(100),
                17_226,
                3.3e6);
    }

    private static JsonNode specification() {
        try (java.io.InputStream in = SampleRun.class.getResourceAsStream("sample-specification.json")) {
            return JsonMapper.builder().build().readTree(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("trainer", "1.0.0");
        environment.put("java", "17.0.15 (Eclipse Adoptium)");
        environment.put("engine", "PyTorch 2.7.1, DJL 0.36.0");
        environment.put("device", "gpu:0 (one GPU, 80 GiB)");
        environment.put("threads", "8");
        environment.put("host", "build-agent-07");
        environment.put("operating system", "Linux 6.1 amd64");
        return environment;
    }

    private void addEpoch(int epoch) {
        long step = (long) epoch * STEPS_PER_EPOCH;
        double elapsed = step * SECONDS_PER_STEP + epoch * 0.35;
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train/loss", trainLoss(step));
        metrics.put("train/accuracy", 0.994 - 0.9 * Math.exp(-epoch / 3.2) + random.nextGaussian() * 0.0015);
        metrics.put(metric, validationLoss(epoch));
        metrics.put("validation/accuracy", 0.972 - 0.86 * Math.exp(-epoch / 3.0) + random.nextGaussian() * 0.004);
        metrics.put("learningRate", learningRate(step));
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
        ledger.add(new TrainingEvent.RuleEvaluated(epoch, step, verdicts(epoch, metrics)));
        addNotable(epoch, step, elapsed);
    }

    private double trainLoss(double step) {
        double epoch = step / STEPS_PER_EPOCH;
        return 0.03 + 2.25 * Math.exp(-epoch / 3.4) - Math.min(0.018, epoch * 0.0008);
    }

    private double validationLoss(int epoch) {
        double overfit = epoch > BEST_EPOCH ? (epoch - BEST_EPOCH) * 0.0021 : 0;
        return epoch == BEST_EPOCH
                ? 0.0921
                : 0.0952 + 2.2 * Math.exp(-epoch / 3.1) + overfit + Math.abs(random.nextGaussian()) * 0.004;
    }

    private static double learningRate(double step) {
        double warm = Math.min(1, step / 50);
        double factor = step > 18.0 * STEPS_PER_EPOCH ? 0.3 : 1;
        return 0.001 * warm * factor * 0.5 * (1 + Math.cos(Math.PI * step / (100.0 * STEPS_PER_EPOCH)));
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

    private List<Verdict> verdicts(int epoch, Map<String, Double> metrics) {
        int patienceLeft = Math.max(0, 8 - Math.max(0, epoch - BEST_EPOCH));
        double accuracy = metrics.get("validation/accuracy");
        Verdict maxEpochs = verdict(
                        "maxEpochs",
                        "maxEpochs",
                        Status.HELD,
                        Outcome.SUCCESS,
                        epoch / 100.0,
                        epoch + " of 100 epochs are complete.")
                .build();
        Verdict target = verdict(
                        "target",
                        "target",
                        Status.HELD,
                        Outcome.SUCCESS,
                        accuracy / 0.98,
                        "validation/accuracy is " + Quantity.number(accuracy) + "; it has to reach 0.98.")
                .looking("validation/accuracy", accuracy)
                .build();
        Verdict stopping = verdict(
                        "earlyStopping",
                        "earlyStopping",
                        patienceLeft == 0 ? Status.FIRED : Status.HELD,
                        Outcome.SUCCESS,
                        1 - patienceLeft / 8.0,
                        patienceLeft == 0
                                ? "validation/loss has not improved on 0.0921 (epoch 22) by more than 0.0001 for 8 checks."
                                : "validation/loss may go without improvement for " + patienceLeft + " more checks.")
                .looking(metric, metrics.get(metric))
                .best(best(epoch), patienceLeft)
                .build();
        Verdict flat = verdict(
                        "flat gradient",
                        "gradientBelow",
                        epoch < 5 ? Status.WARMING : Status.HELD,
                        Outcome.UNSTABLE,
                        0.2,
                        "The gradient's norm is above 0.05.")
                .looking("gradient/norm", metrics.get("gradient/norm"))
                .build();
        Verdict overfitting = verdict(
                        "overfitting",
                        "overfitting",
                        epoch == 14 || epoch == 15 ? Status.NOT_EVALUABLE : Status.HELD,
                        Outcome.UNSTABLE,
                        0.4,
                        "Validation loss exceeds training loss by 0.09 and rises; the gap allowed is 0.2.")
                .build();
        Verdict both = verdict("stuck", "allOf", Status.HELD, Outcome.UNSTABLE, 0.2, "Neither of its 2 rules fires.")
                .children(List.of(flat, overfitting))
                .build();
        Verdict diverged = verdict(
                        "diverged", "diverged", Status.HELD, Outcome.FAILURE, -1, "All losses and metrics are finite.")
                .build();
        return List.of(maxEpochs, target, stopping, both, diverged);
    }

    private static VerdictBuilder verdict(
            String rule, String type, Status status, Outcome outcome, double progress, String explanation) {
        return new VerdictBuilder(rule, type, status, outcome, progress, explanation);
    }

    private void addNotable(int epoch, long step, double elapsed) {
        String checkpoint = String.format("%06d", epoch);
        List<String> removed =
                epoch > 3 && epoch - 3 != BEST_EPOCH ? List.of(String.format("%06d", epoch - 3)) : List.of();
        note(
                elapsed,
                new TrainingEvent.CheckpointSaved(
                        checkpoint, epoch, step, "epoch", 208_412 + epoch, 0.083, epoch <= BEST_EPOCH, removed));
        if (epoch == 11) {
            note(elapsed + 240, new TrainingEvent.Resumed(checkpoint, epoch, step, elapsed, false, environment()));
        }
        if (epoch == 13) {
            note(
                    elapsed,
                    new TrainingEvent.Warning(
                            "lossNotFinite",
                            "The loss was not finite in 12 readings of epoch 14; the steps were skipped."));
        }
        if (epoch == 18) {
            note(
                    elapsed,
                    new TrainingEvent.CommandApplied(
                            "7",
                            "setHyperparameter",
                            true,
                            "training.optimizer.learningRate is 0.0003 now",
                            epoch,
                            step));
            note(
                    elapsed,
                    new TrainingEvent.HyperparameterChanged(
                            "training.optimizer.learningRate", "0.001", "0.0003", "alice", epoch, step));
        }
    }

    private void note(double elapsed, TrainingEvent event) {
        notable.add(new EventRecord(1, notable.size() + 2L, at(elapsed), event));
    }

    private static Instant at(double elapsed) {
        return BEGIN.plus(Duration.ofMillis((long) (elapsed * 1000)));
    }

    private List<MetricSeries> stepSeries() {
        int count = lastEpoch * STEPS_PER_EPOCH / READ_EVERY;
        return List.of(
                reading(
                        "train/loss",
                        count,
                        step -> notFiniteWithin(step)
                                ? Double.NaN
                                : trainLoss(step) * Math.exp(random.nextGaussian() * 0.22)),
                reading("learningRate", count, SampleRun::learningRate),
                reading(
                        "gradient/norm",
                        count,
                        step -> notFiniteWithin(step)
                                ? Double.POSITIVE_INFINITY
                                : (0.4 + 2.1 * Math.exp(-step / 270)) * Math.exp(random.nextGaussian() * 0.25)),
                reading("throughput/samplesPerSecond", count, step -> 1030 + random.nextGaussian() * 45));
    }

    private static boolean notFiniteWithin(double step) {
        return step > 13.2 * STEPS_PER_EPOCH && step < 14.4 * STEPS_PER_EPOCH;
    }

    private static MetricSeries reading(String metric, int count, java.util.function.DoubleUnaryOperator valueOfStep) {
        double[] steps = new double[count];
        double[] seconds = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = (i + 1.0) * READ_EVERY;
            seconds[i] = steps[i] * SECONDS_PER_STEP + Math.floor(steps[i] / STEPS_PER_EPOCH) * 0.35;
            values[i] = valueOfStep.applyAsDouble(steps[i]);
        }
        return new MetricSeries(metric, Sampling.STEP, steps, seconds, values);
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

    private List<MetricSeries> telemetry() {
        double gigabyte = 1L << 30;
        return List.of(
                sampled("host/cpu", t -> 0.46 + random.nextGaussian() * 0.05),
                sampled("process/cpu", t -> 0.38 + random.nextGaussian() * 0.04),
                sampled("process/rss", t -> (1.1 + 0.2 * (1 - Math.exp(-t / 6))) * gigabyte),
                sampled("disk/free", t -> 211.4 * gigabyte - t * 208_000),
                sampled("disk/readBytesPerSecond", t -> Math.max(0, 2e5 + random.nextGaussian() * 2e5)),
                sampled("disk/writeBytesPerSecond", t -> Math.abs(random.nextGaussian()) * 9e5),
                sampled("gpu/0/utilization", t -> 0.71 + random.nextGaussian() * 0.08),
                sampled("gpu/0/memory", t -> 2.4 * gigabyte),
                sampled("gpu/0/power", t -> 212 + random.nextGaussian() * 14),
                sampled("gpu/0/temperature", t -> 58 - 21 * Math.exp(-t / 15) + random.nextGaussian() * 0.4));
    }

    private MetricSeries sampled(String metric, java.util.function.DoubleUnaryOperator valueAt) {
        int count = (int) (epochs.get(epochs.size() - 1).elapsedSeconds() / 0.5);
        double[] seconds = new double[count];
        double[] steps = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = (i + 1) * 0.5;
            steps[i] = seconds[i] / (SECONDS_PER_STEP + 0.35 / STEPS_PER_EPOCH);
            values[i] = valueAt.applyAsDouble(seconds[i]);
        }
        return new MetricSeries(metric, Sampling.TELEMETRY, steps, seconds, values);
    }

    private TrainingEvent.Finished finishedEvent(TrainingEvent.Epoch last) {
        List<Verdict> fired = ledger.get(ledger.size() - 1).verdicts().stream()
                .filter(Verdict::fired)
                .toList();
        return new TrainingEvent.Finished(
                Outcome.SUCCESS,
                fired.isEmpty() ? "A person asked for it." : fired.get(0).explanation(),
                fired,
                last.epoch(),
                last.step(),
                last.elapsedSeconds(),
                last.metrics(),
                last.best(),
                Optional.of("model"),
                true);
    }
}
