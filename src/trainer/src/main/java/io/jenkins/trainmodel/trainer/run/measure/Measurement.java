package io.jenkins.trainmodel.trainer.run.measure;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.learner.Reading;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.run.progress.RunState;
import io.jenkins.trainmodel.trainer.run.progress.TimeLeft;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads what the learner measured and names it by metric path. Confined to the training thread. */
public final class Measurement {
    /** How often watchers are told: as often as an eye follows. */
    private static final long TELL_NANOSECONDS = Duration.ofMillis(100).toNanos();

    private final RunContext run;
    private final TimeLeft timeLeft;
    private Mark epoch;
    private Mark reading;
    private Map<String, Double> newest = Map.of();
    private long toldNanoseconds;

    public Measurement(RunContext run) {
        this.run = run;
        this.timeLeft = new TimeLeft(run.stepsPerEpoch());
        this.epoch = mark();
        this.reading = epoch;
    }

    /** A moment of the run: completed steps, samples trained by this process, and elapsed seconds. */
    private record Mark(long step, long samples, double elapsedSeconds) {
        /** Samples per second between this moment and a later one. */
        double throughput(Mark later) {
            return (later.samples - samples) / (later.elapsedSeconds - elapsedSeconds);
        }
    }

    private Mark mark() {
        return new Mark(run.state().step(), run.state().samples(), run.state().elapsedSeconds());
    }

    /**
     * Metrics by path.
     *
     * @param nonFiniteStep the step in which loss or gradient was first not finite
     */
    public record Metrics(Map<String, Double> values, OptionalLong nonFiniteStep) {
        public static Metrics none() {
            return new Metrics(new TreeMap<>(), OptionalLong.empty());
        }
    }

    /** Training metrics since the reading before. */
    public Metrics recent() {
        Reading read = read();
        Mark now = mark();
        Metrics metrics = named(read, read.recentMetrics(), reading.throughput(now));
        reading = now;
        newest = metrics.values();
        return metrics;
    }

    /** Training metrics of the epoch; throughput is of the part that this process trained, validation included. */
    public Metrics wholeEpoch() {
        Reading read = read();
        Mark now = mark();
        return named(read, read.epochMetrics(), epoch.throughput(now));
    }

    private Reading read() {
        Reading read = run.learner().read();
        claimPhases();
        return read;
    }

    private void claimPhases() {
        run.learner().takePhases().forEach(run.phases()::add);
    }

    private Metrics named(Reading read, Map<String, Double> measured, double throughput) {
        Map<String, Double> metrics = new TrainingMetrics(
                        run.spec(),
                        run.learner().description().trainingFlopPerSample(),
                        run.engine().peakFlopsOfAll(run.spec()))
                .named(measured, run.learningRate().at(run.state().step()), throughput);
        return new Metrics(metrics, read.nonFiniteStep());
    }

    /** Metrics of all validation samples with the parameters of now. */
    public Map<String, Double> validation() throws Exception {
        claimPhases();
        long start = System.nanoTime();
        return run.phases().measure(PhaseClock.VALIDATION, () -> {
            Map<String, Double> metrics = new TreeMap<>();
            try (BatchLoader batches = run.validationBatches()) {
                run.learner()
                        .evaluate(batches)
                        .forEach((name, value) -> metrics.put(MetricNames.VALIDATION + name, value));
            }
            run.own()
                    .validate(run.learner(), run.data(), run::validationBatches)
                    .forEach((name, value) -> metrics.put(MetricNames.VALIDATION + name, value));
            // Transfers and forward passes of the validation are part of it, not of the training.
            run.learner().takePhases();
            run.wallTime().validationTook((System.nanoTime() - start) / 1e9);
            return metrics;
        });
    }

    /** Where the running epoch stands, for people who watch; empty where they were told a moment ago. */
    public Optional<RunListener.Progress> progress() {
        long now = System.nanoTime();
        if (now - toldNanoseconds < TELL_NANOSECONDS) {
            return Optional.empty();
        }
        toldNanoseconds = now;
        RunState state = run.state();
        Map<String, Double> metrics = new TreeMap<>(state.epochMetrics());
        metrics.putAll(newest);
        return Optional.of(new RunListener.Progress(
                state.epoch(), run.plannedEpochs(), state.stepInEpoch(), run.stepsPerEpoch(), metrics, endAt(mark())));
    }

    /** Ends the running epoch's pace; to be called when the epoch is complete with all that belongs to it. */
    public Optional<EarliestEnd> endEpoch() {
        Mark now = mark();
        timeLeft.observe(now.step() - epoch.step(), now.elapsedSeconds() - epoch.elapsedSeconds());
        epoch = now;
        reading = now;
        return endAt(now);
    }

    private Optional<EarliestEnd> endAt(Mark now) {
        return timeLeft.at(
                now.step(),
                run.state().stepsOfEpochs(run.stepsPerEpoch()),
                now.elapsedSeconds(),
                run.spec().stopWhen(),
                run.wallTime().now());
    }
}
