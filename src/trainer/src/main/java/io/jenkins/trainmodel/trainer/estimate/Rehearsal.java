package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.event.EventWriter;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.report.html.ReportPage;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecWriter;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.EvaluatorState;
import io.jenkins.trainmodel.trainer.checkpoint.Checkpoint;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointState;
import io.jenkins.trainmodel.trainer.checkpoint.CheckpointStore;
import io.jenkins.trainmodel.trainer.checkpoint.CopyToSave;
import io.jenkins.trainmodel.trainer.checkpoint.SavedCheckpoint;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.augment.AugmentationSheet;
import io.jenkins.trainmodel.trainer.generation.SampleTexts;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.tensor.LearnedTensors;
import io.jenkins.trainmodel.trainer.tensorboard.TensorBoardWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run writes besides training, written as a run does it into a directory that is removed afterwards: so its time
 * and size are measured, and not guessed. A run forces its files to the disk, so the directory must lie where runs lie.
 */
public final class Rehearsal implements AutoCloseable {
    private static final String EPOCH = "epoch/";

    private final TrainingSpec spec;
    private final Learner learner;
    private final RunDirectory directory;
    private final EventWriter events;
    private final Optional<TensorBoardWriter> tensorboard;
    private final CheckpointStore checkpoints;
    private final CopyToSave copies = new CopyToSave();
    private long checkpointBytes;
    private long copyBytes;
    private double besideSeconds;
    private int epoch;

    /** @param parent where a directory is made for all of it */
    public Rehearsal(TrainingSpec spec, Learner learner, Path parent) throws IOException {
        this.spec = spec;
        this.learner = learner;
        directory = new RunDirectory(Files.createTempDirectory(parent, ".train-model-estimate-"));
        events = EventWriter.open(directory.events());
        tensorboard = spec.reporting().tensorboard()
                ? Optional.of(new TensorBoardWriter(directory.tensorboard(), Clock.systemUTC()))
                : Optional.empty();
        checkpoints = CheckpointStore.open(directory, spec.checkpoint());
    }

    /** Shows training images as a run does when it begins, where it does. */
    void showImages(LoadedData data) throws IOException {
        Optional<ImagesVaried> varied = AugmentationSheet.eventOf(spec, data);
        if (varied.isPresent()) {
            events.write(varied.get());
        }
    }

    /** Reads the learner within an epoch, and writes what was read. */
    void reading(long step) throws IOException {
        Map<String, Double> metrics = named(learner.read().recentMetrics(), MetricNames.TRAIN);
        events.write(new TrainingEvent.Step(1, step, 1, metrics));
        scalars("", metrics, step);
    }

    /**
     * Lets a language model go on from its prompts, where it has any, and writes what it made of them. A text seldom ends by itself before
     * much is learned, so that this is rather too long.
     */
    Timing samples(SampleTexts samples, long step) throws IOException {
        if (!samples.areWanted()) {
            return new Timing(0, 0, 1);
        }
        long start = System.nanoTime();
        events.write(new TrainingEvent.TextWritten(1, step, samples.write(() -> true)));
        return new Timing((System.nanoTime() - start) / 1e9, 0, 1);
    }

    /** Writes what an epoch's end writes, with a checkpoint or without. */
    public void epochEnd(Map<String, Double> validation, long step, boolean saves) throws IOException {
        Map<String, Double> metrics = named(learner.read().epochMetrics(), MetricNames.TRAIN);
        metrics.putAll(named(validation, MetricNames.VALIDATION));
        epoch++;
        events.write(new TrainingEvent.Epoch(
                epoch,
                step,
                1,
                metrics,
                Map.of("forward", 1.0, "backward", 1.0, "other", 1.0),
                Optional.of(1.0),
                Optional.empty()));
        events.write(new TrainingEvent.RuleEvaluated(
                epoch, step, spec.stopWhen().stream().map(Rehearsal::verdict).toList()));
        scalars(EPOCH, metrics, step);
        if (tensorboard.isPresent()) {
            tensorboard.get().flush();
        }
        if (saves) {
            save(metrics, step);
        }
    }

    /** The sentence has the length of a usual one. */
    private static Verdict verdict(StopRule rule) {
        return new Verdict(
                rule.name(),
                rule.getClass().getSimpleName(),
                Verdict.Status.HELD,
                Outcome.SUCCESS,
                Optional.of("validation/accuracy"),
                Optional.of(1.0 / 3),
                Optional.of(1.0 / 3),
                Optional.of(1),
                Optional.of(1),
                Optional.of(1.0 / 3),
                "validation/accuracy is 0.3333, the best is 0.3333 of epoch 1; 7 checks are left",
                List.of());
    }

    private void save(Map<String, Double> metrics, long step) throws IOException {
        events.sync();
        CheckpointState state = new CheckpointState(
                CheckpointState.SCHEMA_VERSION,
                "estimate",
                "",
                spec.seed(),
                epoch,
                step,
                0,
                1,
                events.lastSequence(),
                Map.of(),
                EvaluatorState.empty(),
                BestTracker.of(spec.checkpoint().metric(), spec.checkpoint().mode()),
                metrics,
                Map.of(CheckpointState.GIVEN_SPECIFICATION, SpecWriter.toJson(spec)));
        SavedCheckpoint saved = save(state);
        checkpointBytes = saved.bytes();
        events.write(new TrainingEvent.CheckpointSaved(
                saved.checkpoint().name(),
                epoch,
                step,
                "epoch",
                saved.bytes(),
                saved.seconds(),
                true,
                saved.removed()));
    }

    private SavedCheckpoint save(CheckpointState state) throws IOException {
        learner.requireFinite();
        LearnedTensors own = learner.learned();
        Optional<LearnedTensors> copy = copies.of(own.bytes(), learner::copy);
        try (LearnedTensors tensors = copy.orElse(own)) {
            long start = System.nanoTime();
            SavedCheckpoint saved = checkpoints.save(state, tensors);
            copyBytes = copy.isPresent() ? own.bytes() : 0;
            besideSeconds += copy.isPresent() ? (System.nanoTime() - start) / 1e9 : 0;
            return saved;
        }
    }

    private void scalars(String prefix, Map<String, Double> metrics, long step) throws IOException {
        if (tensorboard.isPresent()) {
            for (Map.Entry<String, Double> metric : metrics.entrySet()) {
                tensorboard
                        .get()
                        .scalar(
                                prefix + metric.getKey(),
                                step,
                                Clock.systemUTC().instant(),
                                metric.getValue());
            }
        }
    }

    private static Map<String, Double> named(Map<String, Double> metrics, String prefix) {
        Map<String, Double> named = new TreeMap<>();
        metrics.forEach((name, value) -> named.put(prefix + name, value));
        return named;
    }

    /** The newest checkpoint, as it lies on the disk. */
    public Optional<Checkpoint> checkpoint() {
        return checkpoints.newest();
    }

    /** Bytes of one checkpoint. */
    long checkpointBytes() {
        return checkpointBytes;
    }

    /** Bytes of the copy that a checkpoint was written from; 0 where training would have waited. */
    long copyBytes() {
        return copyBytes;
    }

    /** Seconds of all savings so far while which a training would have gone on. */
    double besideSeconds() {
        return besideSeconds;
    }

    /** Bytes of the event log and of TensorBoard's files so far. */
    long logBytes() throws IOException {
        if (tensorboard.isPresent()) {
            tensorboard.get().flush();
        }
        try (var files = Files.walk(directory.root(), 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.equals(directory.events()) || file.startsWith(directory.tensorboard()))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Bytes of a report; it grows little with the run, since curves are thinned. */
    long reportBytes() throws IOException {
        return ReportPage.ofPackage(RunHistory.read(directory.events())).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void close() throws IOException {
        events.close();
        if (tensorboard.isPresent()) {
            tensorboard.get().close();
        }
        DurableFiles.deleteTree(directory.root());
    }
}
