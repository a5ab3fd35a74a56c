package io.jenkins.trainmodel.trainer.profile;

import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.batch.TrainingBatches;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.learner.LayerTrial;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.network.layer.Cost;
import io.jenkins.trainmodel.trainer.network.layer.Part;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Runs each layer of a network alone, and then the whole, on a batch of the training data.
 *
 * @param learner settings of that which a run would have; each has a loss of its own, where that is told outside of the engine
 * @param each how long each way of a layer is done again and again; whole steps ten times as long
 * @param progress hears what is measured, and how far that is, from 0 to 1
 */
public record LayerProfiler(
        TrainingSpec spec,
        LoadedData data,
        LoadedEngine engine,
        Supplier<LearnerSettings> learner,
        Duration each,
        BiConsumer<String, Double> progress) {
    /** How long is enough, on a machine that does nothing else. */
    public static final Duration LONG = Duration.ofMillis(150);

    /** A repetition that takes as long is no longer held up by what lies around it. */
    private static final double ENOUGH_SECONDS = 0.01;

    /** Two times that are measured one after the other differ by so much of themselves for no reason. */
    private static final double NOISE = 0.05;

    private static final int MOST_TIMES = 10_000;
    private static final int WARM_UP = 3;

    /** @param peaks what the device can do */
    public LayersProfile profile(MachineProfile peaks) {
        Roofline roofline = new Roofline(
                peaks.peak(spec.training().precision()).orElse(peaks.matrix().float32()), peaks.memoryOfDevice());
        LearnerSettings settings = LearnerSettings.of(spec, data);
        BatchPlan plan =
                settings.batches(data.train().size()).sharedBy(spec.device().replicaCount(), 0);
        try (BatchLoader batches = new TrainingBatches(data.train(), plan).of(spec.seed(), 1, 0);
                Batch batch = batches.next()) {
            return new LayersProfile(
                    Profiler.deviceOf(engine),
                    peaks.engine(),
                    engine.threads(),
                    spec.training().precision().name().toLowerCase(Locale.ROOT),
                    batch.size(),
                    roofline,
                    peaks.measuredAt(),
                    layers(batch, roofline),
                    step(batch));
        }
    }

    private List<LayersProfile.Layer> layers(Batch batch, Roofline roofline) {
        List<LayersProfile.Layer> layers = new ArrayList<>();
        LearnerSettings settings = learner.get();
        try (LayerTrial trial = new LayerTrial(settings, engine.device(), batch)) {
            List<Integer> shape = settings.architecture().sampleShape();
            while (!trial.isAtTheEnd()) {
                Part part = trial.part();
                progress.accept("timing the layer " + name(part), (double) layers.size() / trial.size());
                Cost cost = part.cost().apply(shape);
                layers.add(layer(trial, cost, elements(shape), roofline));
                shape = cost.outputShape();
                trial.advance();
            }
        }
        return List.copyOf(layers);
    }

    private LayersProfile.Layer layer(LayerTrial trial, Cost cost, long input, Roofline roofline) {
        Part part = trial.part();
        LayerWork work = new LayerWork(trial.samples(), cost, input, part.tensors(), trial.trained(), trial.goesOn());
        double forward = once(trial::forward);
        Optional<Double> both = trial.goesBack() ? Optional.of(once(trial::forwardAndBack)) : Optional.empty();
        return new LayersProfile.Layer(
                name(part),
                kind(part),
                cost.outputShape(),
                part.tensors().stream()
                        .filter(TensorSpec::trainable)
                        .mapToLong(TensorSpec::elements)
                        .sum(),
                trial.goesBack(),
                roofline.passage(forward, work.forwardFlop(), work.forwardBytes()),
                both.filter(seconds -> seconds > (1 + NOISE) * forward)
                        .map(seconds ->
                                roofline.passage(seconds - forward, work.backwardFlop(), work.backwardBytes())));
    }

    /** Seconds of one time, by doing it so often in a row that the call is of no account. */
    private double once(IntConsumer work) {
        int times = 2;
        work.accept(times);
        double seconds = seconds(work, times);
        while (seconds < ENOUGH_SECONDS && times < MOST_TIMES) {
            times = (int) Math.min(MOST_TIMES, Math.max(2.0 * times, 1.2 * times * ENOUGH_SECONDS / seconds));
            seconds = seconds(work, times);
        }
        return Math.min(seconds, Fastest.of(each, repeated(work, times))) / times;
    }

    private static double seconds(IntConsumer work, int times) {
        long begin = System.nanoTime();
        work.accept(times);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Runnable repeated(IntConsumer work, int times) {
        return () -> work.accept(times);
    }

    private static long elements(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** Both ends of a language model have one place; each is called as the script calls it. */
    private static String name(Part part) {
        return part.method().equals("forward") ? part.path() : part.path() + "." + part.method();
    }

    private static String kind(Part part) {
        String name = part.layer().getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private LayersProfile.Step step(Batch batch) {
        progress.accept("timing whole steps", 1.0);
        try (Learner whole = Learners.create(learner.get(), engine.device())) {
            whole.beginEpoch();
            train(whole, batch, WARM_UP);
            whole.takePhases();
            int steps = 0;
            long begin = System.nanoTime();
            long end = begin + 10 * each.toNanos();
            while (steps < WARM_UP || System.nanoTime() < end) {
                train(whole, batch, 1);
                steps++;
            }
            Map<String, Double> phases = new LinkedHashMap<>();
            if (!engine.device().isGpu()) {
                int count = steps;
                whole.takePhases().forEach((phase, seconds) -> phases.put(phase, seconds / count));
            }
            return new LayersProfile.Step((System.nanoTime() - begin) / 1e9 / steps, phases);
        }
    }

    /** Reading waits for a GPU. */
    private void train(Learner whole, Batch batch, int steps) {
        for (int step = 1; step <= steps; step++) {
            whole.train(batch, step, spec.training().optimizer().learningRate(), true, 1);
        }
        if (engine.device().isGpu()) {
            whole.read();
        }
    }
}
