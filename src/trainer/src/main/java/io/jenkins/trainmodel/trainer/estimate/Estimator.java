package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.check.Estimate;
import io.jenkins.trainmodel.check.Timing;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.generation.SampleTexts;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Export;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.onnx.OnnxExport;
import io.jenkins.trainmodel.trainer.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import oshi.SystemInfo;

/**
 * Measures steps, validation and all that an epoch's end writes on the real data and disk, and reckons what the whole run
 * will take.
 */
public final class Estimator {
    /** The first steps run slower: code is compiled, memory is asked for. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private static final Duration MEASURED = Duration.ofSeconds(4);
    private static final Duration MEASURED_ENDS = Duration.ofSeconds(2);
    private static final int MOST_ENDS = 8;
    /** The model package holds the parameters twice, is loaded twice, and is checked against its manifest. */
    private static final int SAVINGS_OF_A_PACKAGE = 3;

    private final TrainingSpec spec;
    private final LoadedData data;
    private final Optional<Double> peakFlops;
    private final Learner learner;
    private final Architecture architecture;
    private final BatchPlan plan;
    private long step;

    /** @param peakFlops floating point operations that the device can do in a second at the most, where it is known */
    public Estimator(TrainingSpec spec, LoadedData data, Optional<Double> peakFlops, Learner learner) {
        this.spec = spec;
        this.peakFlops = peakFlops;
        this.data = data;
        this.learner = learner;
        LearnerSettings settings = LearnerSettings.of(spec, data);
        architecture = settings.architecture();
        plan = settings.batches(data.train().size());
    }

    /** What was measured. */
    private record Measured(
            Timing batch, Timing validation, Timing samples, Timing epochEnd, Saving saving, Written written) {}

    /**
     * Trains for some seconds; the learner's parameters are not those of its beginning any more.
     *
     * @param startedNanoseconds when the preparation of data and engine began, by {@link System#nanoTime()}
     * @param disk a directory on the disk that the run is going to use; it is left as it was
     */
    public Estimate estimate(long startedNanoseconds, Path disk) throws IOException {
        double starting = (System.nanoTime() - startedNanoseconds) / 1e9;
        try (Rehearsal rehearsal = new Rehearsal(spec, learner, disk)) {
            return estimate(starting, measure(rehearsal));
        }
    }

    private Measured measure(Rehearsal rehearsal) throws IOException {
        rehearsal.showImages(data);
        long atBeginning = rehearsal.logBytes();
        learner.beginEpoch();
        trainFor(WARM_UP, rehearsal);
        long readings = step / spec.reporting().everySteps();
        long logs = rehearsal.logBytes();
        Timing batch = trainFor(MEASURED, rehearsal);
        readings = step / spec.reporting().everySteps() - readings;
        double perReading = readings == 0 ? 0 : (double) (rehearsal.logBytes() - logs) / readings;
        Validation validation = validate();
        logs = rehearsal.logBytes();
        Timing samples = rehearsal.samples(new SampleTexts(spec, data, learner), step);
        double ofSamples = rehearsal.logBytes() - logs;
        logs = rehearsal.logBytes();
        Timing end = epochEnds(rehearsal, validation.metrics(), false);
        double perEpoch = ofSamples + (double) (rehearsal.logBytes() - logs) / end.count();
        Saving saving = saving(rehearsal, validation, end);
        return new Measured(
                batch,
                validation.timing(),
                samples,
                end,
                saving,
                new Written(atBeginning, perReading, perEpoch, rehearsal.checkpointBytes(), rehearsal.reportBytes()));
    }

    private Saving saving(Rehearsal rehearsal, Validation validation, Timing end) throws IOException {
        double before = rehearsal.besideSeconds();
        Timing all = epochEnds(rehearsal, validation.metrics(), true);
        double beside = (rehearsal.besideSeconds() - before) / all.count();
        double waiting = Math.max(0, all.seconds() - end.seconds() - beside);
        return new Saving(new Timing(waiting, all.error(), all.count()), beside, rehearsal.copyBytes());
    }

    private Estimate estimate(double starting, Measured measured) {
        int accumulate = spec.batchesPerStep();
        Timing oneStep = measured.batch().times(accumulate);
        Timing validation = measured.validation().times(batches(data.validation()));
        Timing training = measured.batch()
                .times(plan.batches())
                .plus(validation)
                .plus(measured.samples())
                .plus(measured.epochEnd());
        int epochsBetween = spec.checkpoint().everyEpochs();
        Timing epoch = training.plus(
                measured.saving().after(training.seconds() * epochsBetween).times(1.0 / epochsBetween));
        long stepsPerEpoch = (plan.batches() + accumulate - 1) / accumulate;
        OptionalInt planned = Limits.of(spec.stopWhen()).plannedEpochs(stepsPerEpoch);
        Optional<Integer> epochs = planned.isPresent() ? Optional.of(planned.getAsInt()) : Optional.empty();
        double ending = SAVINGS_OF_A_PACKAGE * measured.saving().seconds() + 2 * validation.seconds();
        LearnerDescription description = learner.description();
        int samplesPerStep = spec.training().batchSize() * accumulate;
        double flopPerStep = description.trainingFlopPerSample() * samplesPerStep;
        double flopPerSecond = flopPerStep / oneStep.seconds();
        double samplesPerSecond = samplesPerStep / oneStep.seconds();
        return new Estimate(
                description.device(),
                stepsPerEpoch,
                epochs,
                oneStep,
                epoch,
                starting,
                ending,
                epochs.map(count -> epoch.times(count).plus(new Timing(starting + ending, 0, 1))),
                Limits.of(spec.stopWhen()).duration().map(most -> most.toMillis() / 1e3),
                description.parameters(),
                flopPerStep,
                flopPerSecond,
                samplesPerSecond,
                data.tokenizer()
                        .map(text -> samplesPerSecond * data.sampleShape().get(0)),
                data.tokenizer().flatMap(text -> peakFlops.map(peak -> flopPerSecond / peak)),
                memory(description, measured.saving().copyBytes()),
                measured.written().disk(spec, packaged(description), epochs.orElse(1), stepsPerEpoch));
    }

    private Timing trainFor(Duration duration, Rehearsal rehearsal) throws IOException {
        List<Double> seconds = new ArrayList<>();
        BatchBuffers buffers = new BatchBuffers(data.train(), plan.largest());
        long end = System.nanoTime() + duration.toNanos();
        for (int epoch = 1; System.nanoTime() < end || seconds.isEmpty(); epoch++) {
            SampleOrder order = data.train().order(spec.seed(), epoch);
            try (BatchLoader batches =
                    new BatchLoader(data.train().inEpoch(spec.seed(), epoch), buffers, order, plan, 0)) {
                while (batches.hasNext() && (System.nanoTime() < end || seconds.isEmpty())) {
                    long start = System.nanoTime();
                    trainBatch(batches.next(), rehearsal);
                    seconds.add((System.nanoTime() - start) / 1e9);
                }
            }
            learner.read();
        }
        return Timing.of(seconds);
    }

    private void trainBatch(Batch next, Rehearsal rehearsal) throws IOException {
        try (Batch batch = next) {
            learner.train(batch, 1, spec.training().optimizer().learningRate(), true, 1);
        }
        step++;
        if (step % ((long) spec.reporting().everySteps() * spec.batchesPerStep()) == 0) {
            rehearsal.reading(step);
        }
    }

    /** Metrics by name, and how long a batch took. */
    private record Validation(Map<String, Double> metrics, Timing timing) {}

    private Validation validate() throws IOException {
        try (OwnRun own = OwnRun.open(spec, warning -> {})) {
            long start = System.nanoTime();
            Map<String, Double> metrics = new TreeMap<>();
            try (BatchLoader batches = validating()) {
                metrics.putAll(learner.evaluate(batches));
            }
            metrics.putAll(own.validate(learner, data, this::validating));
            int count = Math.max(1, batches(data.validation()));
            return new Validation(metrics, new Timing((System.nanoTime() - start) / 1e9 / count, 0, count));
        }
    }

    private BatchLoader validating() {
        return BatchLoader.inSequence(data.validation(), spec.training().batchSize());
    }

    private Timing epochEnds(Rehearsal rehearsal, Map<String, Double> validation, boolean saves) throws IOException {
        List<Double> seconds = new ArrayList<>();
        long giveUp = System.nanoTime() + MEASURED_ENDS.toNanos();
        while (seconds.size() < MOST_ENDS && (System.nanoTime() < giveUp || seconds.isEmpty())) {
            long start = System.nanoTime();
            rehearsal.epochEnd(validation, step, saves);
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return Timing.of(seconds);
    }

    private int batches(Samples samples) {
        int batchSize = spec.training().batchSize();
        return (samples.size() + batchSize - 1) / batchSize;
    }

    /** The process has loaded, trained, measured and saved by now, as the run is going to. */
    private Estimate.Memory memory(LearnerDescription description, long copyBytes) {
        return new Estimate.Memory(
                new SystemInfo().getOperatingSystem().getCurrentProcess().getResidentMemory() + copyBytes,
                description.parameterBytes(),
                description.gradientBytes(),
                description.optimizerBytes(),
                description.activationBytesPerSample() * spec.training().batchSize(),
                copyBytes);
    }

    /** A package holds the parameters two to four times, and the optimizer's state but for that of merged adapters. */
    private long packaged(LearnerDescription description) {
        boolean forTransformers = spec.packaging().huggingface()
                && HuggingFaceExport.of(architecture, data.tokenizer()) instanceof Gpt2Export;
        boolean forOnnx = spec.packaging().onnx() && OnnxExport.of(architecture) instanceof OnnxModel;
        int copies = 2 + (forTransformers ? 1 : 0) + (forOnnx ? 1 : 0);
        long state = spec.training().lora().isPresent() ? 0 : description.optimizerBytes();
        return copies * description.parameterBytes() + state;
    }
}
