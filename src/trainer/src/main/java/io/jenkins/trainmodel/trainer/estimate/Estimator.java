package io.jenkins.trainmodel.trainer.estimate;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.trainer.data.Batch;
import io.jenkins.trainmodel.trainer.data.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.BatchLoader;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Sampler;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Measures a few steps on the real data and reckons what the whole run will take. */
public final class Estimator {
    /** The first steps run slower: code is compiled, memory is asked for. */
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private static final Duration MEASURED = Duration.ofSeconds(4);
    private static final int BUFFERS = 4;

    private final TrainingSpec spec;
    private final LoadedData data;
    private final Learner learner;

    public Estimator(TrainingSpec spec, LoadedData data, Learner learner) {
        this.spec = spec;
        this.data = data;
        this.learner = learner;
    }

    /** Trains for some seconds; the learner's parameters are not those of its beginning any more. */
    public Estimate estimate() {
        learner.beginEpoch();
        trainFor(WARM_UP);
        Timing batch = trainFor(MEASURED);
        Timing validationBatch = validate();
        int accumulate = spec.training().accumulate();
        Timing step = batch.times(accumulate);
        Timing epoch = batch.times(batches(data.train())).plus(validationBatch.times(batches(data.validation())));
        long stepsPerEpoch = (batches(data.train()) + accumulate - 1) / accumulate;
        OptionalInt planned = Limits.of(spec.stopWhen()).plannedEpochs(stepsPerEpoch);
        Optional<Integer> epochs = planned.isPresent() ? Optional.of(planned.getAsInt()) : Optional.empty();
        LearnerDescription description = learner.description();
        int samplesPerStep = spec.training().batchSize() * accumulate;
        double flopPerStep = 3 * description.flopPerSample() * samplesPerStep;
        return new Estimate(
                description.device(),
                stepsPerEpoch,
                epochs,
                step,
                epoch,
                epochs.map(epoch::times),
                description.parameters(),
                flopPerStep,
                flopPerStep / step.seconds(),
                samplesPerStep / step.seconds(),
                memory(description),
                disk(description));
    }

    private Timing trainFor(Duration duration) {
        List<Double> seconds = new ArrayList<>();
        BatchBuffers buffers = new BatchBuffers(data.train(), spec.training().batchSize(), BUFFERS);
        Sampler sampler = new Sampler(data.train().size(), spec.seed());
        double rate = spec.training().optimizer().learningRate();
        long end = System.nanoTime() + duration.toNanos();
        for (int epoch = 1; System.nanoTime() < end || seconds.isEmpty(); epoch++) {
            try (BatchLoader batches = new BatchLoader(data.train(), buffers, sampler.order(epoch), 0)) {
                while (batches.hasNext() && (System.nanoTime() < end || seconds.isEmpty())) {
                    long start = System.nanoTime();
                    try (Batch batch = batches.next()) {
                        learner.train(batch, 1, rate, true, 1);
                    }
                    seconds.add((System.nanoTime() - start) / 1e9);
                }
            }
            learner.read();
        }
        return Timing.of(seconds);
    }

    private Timing validate() {
        long start = System.nanoTime();
        try (BatchLoader batches =
                BatchLoader.inSequence(data.validation(), spec.training().batchSize())) {
            learner.evaluate(batches);
        }
        double perBatch = (System.nanoTime() - start) / 1e9 / batches(data.validation());
        return new Timing(perBatch, 0, batches(data.validation()));
    }

    private int batches(Samples samples) {
        int batchSize = spec.training().batchSize();
        return (samples.size() + batchSize - 1) / batchSize;
    }

    private Estimate.Memory memory(LearnerDescription description) {
        return new Estimate.Memory(
                description.parameterBytes(),
                description.gradientBytes(),
                description.optimizerBytes(),
                description.activationBytesPerSample() * spec.training().batchSize());
    }

    private Estimate.Disk disk(LearnerDescription description) {
        long checkpoint = description.parameterBytes() + description.optimizerBytes();
        int kept = spec.checkpoint().keep() + Math.max(1, spec.checkpoint().keepBest()) + 1;
        return new Estimate.Disk(
                checkpoint, kept * checkpoint, 2 * description.parameterBytes() + description.optimizerBytes());
    }
}
