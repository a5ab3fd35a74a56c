package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.augment.AugmentationSheet;
import io.jenkins.trainmodel.trainer.generation.SampleTexts;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.run.measure.TrainingMetrics;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import io.jenkins.trainmodel.trainer.run.verify.SavedData;
import io.jenkins.trainmodel.trainer.telemetry.HostMonitor;
import io.jenkins.trainmodel.trainer.telemetry.RunProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a run writes besides training, written as a run does it into a directory that is removed afterwards: so its time
 * and size are measured, and not guessed. A run forces its files to the disk, so the directory must lie where runs lie.
 */
public final class Rehearsal implements AutoCloseable {
    /** Until the first sample of the machine; a run waits longer for each. */
    private static final Duration TELEMETRY = Duration.ofSeconds(1);

    private final TrainingSpec spec;
    private final LoadedData data;
    private final Learner learner;
    private final RunDirectory directory;
    private final RehearsedLog log;
    private final RehearsedCheckpoints checkpoints;
    private final TrainingMetrics metrics;
    private final StopEvaluator rules;
    private final PhaseClock phases = new PhaseClock();
    private final RehearsedPhases spent;
    private final long started = System.nanoTime();
    private Optional<HostMonitor> monitor = Optional.empty();
    private BestTracker best;
    private int epoch;

    /**
     * @param peakFlops floating point operations that the device can do in a second at the most, where it is known
     * @param parent where a directory is made for all of it
     */
    public Rehearsal(TrainingSpec spec, LoadedData data, Learner learner, Optional<Double> peakFlops, Path parent)
            throws IOException {
        this.spec = spec;
        this.data = data;
        this.learner = learner;
        directory = new RunDirectory(Files.createTempDirectory(parent, ".train-model-estimate-"));
        log = new RehearsedLog(directory, spec.reporting().tensorboard());
        checkpoints = RehearsedCheckpoints.in(directory, spec.checkpoint(), learner, log);
        metrics = new TrainingMetrics(spec, learner.description().trainingFlopPerSample(), peakFlops);
        spent = new RehearsedPhases(learner);
        rules = StopEvaluator.start(spec.stopWhen(), References.none());
        best = BestTracker.of(spec.checkpoint().metric(), spec.checkpoint().mode());
    }

    /** Whether an epoch's end saves a checkpoint, and whether training would wait for it. */
    public enum Saves {
        NOTHING,
        WAITING,
        BESIDE
    }

    /**
     * Tells what a run tells when it begins, and looks at the machine from now on.
     *
     * @param processes that train
     */
    void begin(RehearsedStart start, RunProcesses processes) throws IOException {
        start.write(directory, log, spec, data, learner.description());
        showImages();
        Duration every = spec.reporting().telemetryEvery();
        monitor = Optional.of(HostMonitor.start(
                directory.root(),
                every.compareTo(TELEMETRY) < 0 ? every : TELEMETRY,
                processes,
                new RehearsedTelemetry(log, started)));
    }

    /** Shows training images as a run does when it begins, where it does. */
    void showImages() throws IOException {
        Optional<ImagesVaried> varied = AugmentationSheet.eventOf(spec, data);
        if (varied.isPresent()) {
            log.record(varied.get());
        }
    }

    /** Reads the learner within an epoch, and writes what was read. */
    void reading(long step) throws IOException {
        log.record(new TrainingEvent.Step(
                epoch + 1, step, seconds(), named(learner.read().recentMetrics())));
    }

    private Map<String, Double> named(Map<String, Double> measured) {
        return metrics.named(measured, spec.training().optimizer().learningRate(), seconds());
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /**
     * Lets a language model go on from its prompts, where it has any, and writes what it made of them. A text seldom ends by itself before
     * much is learned, so that this is rather too long.
     */
    Timing samples(long step) throws IOException {
        SampleTexts samples = new SampleTexts(spec, data, learner);
        if (!samples.areWanted()) {
            return new Timing(0, 0, 1);
        }
        long start = System.nanoTime();
        log.record(new TrainingEvent.TextWritten(epoch + 1, step, samples.write(() -> true)));
        return new Timing((System.nanoTime() - start) / 1e9, 0, 1);
    }

    /** Writes what an epoch's end writes; the metrics of the validation are those of the learner now, by path. */
    public void epochEnd(Map<String, Double> validation, long step, Saves saves) throws IOException {
        Map<String, Double> all = named(learner.read().epochMetrics());
        all.putAll(validation);
        epoch++;
        Observation observation = new Observation(epoch, step, seconds(), true, all);
        Decision decision = rules.observe(observation);
        best = best.with(observation);
        log.record(new TrainingEvent.Epoch(
                epoch,
                step,
                seconds(),
                all,
                phases(),
                Optional.of(seconds()),
                best.best(),
                Optional.of(epoch),
                spec.stopWhen().stream().findFirst().map(rule -> rule.name())));
        log.record(new TrainingEvent.RuleEvaluated(epoch, step, decision.verdicts()));
        if (saves != Saves.NOTHING) {
            long begin = System.nanoTime();
            log.sync();
            checkpoints.save(state(step, all), saves == Saves.BESIDE);
            spent.add(PhaseClock.CHECKPOINT, (System.nanoTime() - begin) / 1e9);
        }
    }

    /** A run adds some of its own to what the learner knows. */
    private Map<String, Double> phases() {
        spent.take().forEach(phases::add);
        phases.add(PhaseClock.DATA_WAIT, seconds());
        phases.add(PhaseClock.VALIDATION, seconds());
        phases.add(PhaseClock.CHECKPOINT, seconds());
        return phases.take();
    }

    private CheckpointState state(long step, Map<String, Double> measured) {
        return new CheckpointState(
                CheckpointState.SCHEMA_VERSION,
                "estimate",
                data.fingerprint(),
                spec.seed(),
                epoch,
                step,
                0,
                seconds(),
                log.lastSequence(),
                Map.of(),
                rules.state(),
                best,
                measured,
                Map.of(
                        CheckpointState.GIVEN_SPECIFICATION,
                        SpecWriter.toJson(spec),
                        SavedData.KEY,
                        SavedData.of(data).toJson()));
    }

    /** Ends the epochs: all checkpoints are on the disk, and the machine is looked at no more. */
    void endEpochs() throws IOException {
        checkpoints.await();
        monitor.ifPresent(HostMonitor::close);
        monitor = Optional.empty();
    }

    /** The newest checkpoint, as it lies on the disk. */
    public Optional<Checkpoint> checkpoint() {
        return checkpoints.newest();
    }

    RehearsedPhases spent() {
        return spent;
    }

    RehearsedCheckpoints checkpoints() {
        return checkpoints;
    }

    RehearsedLog log() {
        return log;
    }

    RunDirectory directory() {
        return directory;
    }

    /** Complete epochs. */
    int epochs() {
        return epoch;
    }

    /** Whether epochs have the metric that tells the best of them. */
    boolean knowsBest() {
        return log.newest(TrainingEvent.Epoch.class)
                .filter(last -> last.metrics().containsKey(spec.checkpoint().metric()))
                .isPresent();
    }

    @Override
    public void close() throws IOException {
        monitor.ifPresent(HostMonitor::close);
        try {
            checkpoints.await();
        } finally {
            log.close();
            DurableFiles.deleteTree(directory.root());
        }
    }
}
