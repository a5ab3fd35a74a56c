package io.jenkins.trainmodel.trainer.check;

import io.jenkins.trainmodel.check.NeededMetrics;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizeChoice;
import io.jenkins.trainmodel.trainer.batchsize.BatchSizes;
import io.jenkins.trainmodel.trainer.custom.OwnLoss;
import io.jenkins.trainmodel.trainer.custom.OwnRun;
import io.jenkins.trainmodel.trainer.custom.SlopeCheck;
import io.jenkins.trainmodel.trainer.custom.Unreached;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.Samples;
import io.jenkins.trainmodel.trainer.data.batch.Batch;
import io.jenkins.trainmodel.trainer.data.batch.BatchBuffers;
import io.jenkins.trainmodel.trainer.data.batch.BatchLoader;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.batch.BatchStream;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.random.SampleOrder;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.estimate.Team;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.LearnerSettings;
import io.jenkins.trainmodel.trainer.learner.Learners;
import io.jenkins.trainmodel.trainer.learner.Reading;
import io.jenkins.trainmodel.trainer.learner.Sharing;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.run.beginning.Inheritance;
import io.jenkins.trainmodel.trainer.run.beginning.Predecessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The first optimizer step of a run, and what is measured of it.
 *
 * @param predecessor what the run begins from; empty: first parameters
 */
record Trial(TrainingSpec spec, LoadedData data, LoadedEngine engine, Optional<Predecessor> predecessor) {
    /** The batch size that the run is going to find, where the specification leaves it open. */
    Optional<BatchSizeChoice> batchSize() {
        return BatchSizes.find(spec, data, this::learnerOf, what -> {});
    }

    private Learner learnerOf(TrainingSpec sized) {
        return learnerOf(sized, Sharing.NOTHING);
    }

    private Learner learnerOf(TrainingSpec sized, Sharing sharing) {
        return Learners.create(
                inheritance().settings(sized, data).with(OwnLoss.open(sized, data.signature())),
                engine.device(),
                sharing);
    }

    /** The same with the batch size that was found. */
    Trial sized(Optional<BatchSizeChoice> found) {
        return found.map(choice -> new Trial(spec.withBatchSize(choice.samples()), data, engine, predecessor))
                .orElse(this);
    }

    /** Those that the run will have, with first parameters. */
    Team team() throws IOException {
        return Team.of(spec, data, inheritance(), engine);
    }

    private Inheritance inheritance() {
        return predecessor.map(before -> before.inheritance(spec, data)).orElse(Inheritance.NONE);
    }

    /** What the run takes over of the model in files with which it begins; nothing where there is none. */
    List<String> beginning() {
        List<String> words = new ArrayList<>();
        inheritance().tookOver().ifPresent(taken -> {
            words.add("begins with " + taken.restored() + " tensors of " + taken.model());
            if (!taken.reset().isEmpty()) {
                words.add("drawn anew: " + Listing.of(taken.reset()));
            }
            if (!taken.frozen().isEmpty()) {
                words.add("not trained: " + Listing.of(taken.frozen()));
            }
        });
        if (spec.training().lora().isPresent()) {
            Adapters adapters = inheritance().settings(spec, data).trained().adapters();
            words.add("low-rank adapters beside "
                    + Listing.of(adapters.list().stream()
                            .map(adapter -> adapter.weight().name())
                            .toList()));
        }
        return words;
    }

    /**
     * Where a step may want more memory than is available, one sentence; to be asked before the learner is made.
     *
     * @throws io.jenkins.trainmodel.trainer.engine.platform.DeviceMemoryException where a step takes more than the machine has
     */
    Optional<String> tightRoom() {
        return Learners.requireRoomForStep(inheritance().settings(spec, data), engine.device(), engine.room());
    }

    /** A learner as the run begins with it. */
    Learner learner() throws Exception {
        Learner learner = learnerOf(spec, Sharing.alone(spec, engine.device()));
        try {
            if (predecessor.isPresent()) {
                predecessor.get().restore(learner);
            }
            return learner;
        } catch (Exception unfit) {
            learner.close();
            throw unfit;
        }
    }

    /**
     * Trains one step and returns its metrics, without prefix.
     *
     * @throws Attempts.RefusedException if its loss or a gradient is not finite
     */
    Map<String, Double> step(Learner learner) throws Attempts.RefusedException {
        BatchPlan plan = LearnerSettings.of(spec, data).batches(data.train().size());
        int inStep = Math.min(spec.batchesPerStep(), plan.batches());
        BatchBuffers buffers = new BatchBuffers(data.train(), plan.largest());
        SampleOrder order = data.train().order(spec.seed(), 1);
        learner.beginEpoch();
        try (BatchLoader batches = new BatchLoader(data.train().inEpoch(spec.seed(), 1), buffers, order, plan, 0)) {
            for (int batch = 1; batch <= inStep; batch++) {
                train(learner, batches.next(), batch == inStep, inStep);
            }
        }
        Reading read = learner.read();
        if (read.nonFiniteStep().isPresent()) {
            throw new Attempts.RefusedException(List.of(
                    "the loss or a gradient of the very first step is not finite: look for values in the data that are"
                            + " far too large, or scale the features"));
        }
        return read.epochMetrics();
    }

    private void train(Learner learner, Batch next, boolean completes, int inStep) {
        try (Batch batch = next) {
            learner.train(batch, 1, spec.training().optimizer().learningRate(), completes, inStep);
        }
    }

    /**
     * Whether the step came to all parameters of a network of a user's own, and whether the derivatives of a loss of a user's own
     * are those of its values; nothing of what is the trainer's.
     */
    List<String> doubts(Learner learner) {
        List<String> doubts = new ArrayList<>();
        Unreached.warning(learner).ifPresent(doubts::add);
        Optional<PartSpec> named = spec.training().loss();
        if (named.isPresent()) {
            try (SampleLoss loss = OwnLoss.open(spec, data.signature()).orElseThrow();
                    BatchStream batches = oneOf(data.train())) {
                learner.predict(
                        batches,
                        (batch, outputs) -> new SlopeCheck(loss, outputs, batch)
                                .problem(named.get().name())
                                .ifPresent(doubts::add));
            }
        }
        return doubts;
    }

    /** Metrics of one batch of validation data, those of users' own among them, without prefix; empty where there is none. */
    Map<String, Double> validation(Learner learner) throws IOException {
        if (data.validation().size() == 0) {
            return Map.of();
        }
        Map<String, Double> metrics = new TreeMap<>();
        try (BatchStream batches = oneOf(data.validation())) {
            metrics.putAll(learner.evaluate(batches));
        }
        try (OwnRun own = OwnRun.open(spec, warning -> {})) {
            metrics.putAll(own.validate(learner, data, () -> oneOf(data.validation())));
        }
        return metrics;
    }

    private BatchStream oneOf(Samples samples) {
        return new FirstBatch(BatchLoader.inSequence(samples, spec.training().batchSize()));
    }

    /**
     * The paths of all that a run measures.
     *
     * @throws Attempts.RefusedException if a rule or a gate needs another one
     */
    NeededMetrics requireMetrics(Map<String, Double> trained, Map<String, Double> validated)
            throws Attempts.RefusedException {
        Set<String> measured = new TreeSet<>(Set.of(MetricNames.LEARNING_RATE, MetricNames.SAMPLES_PER_SECOND));
        if (spec.data().task() == Task.LANGUAGE_MODEL) {
            measured.addAll(Set.of(MetricNames.TOKENS_PER_SECOND, MetricNames.FLOP_PER_SECOND));
        }
        trained.keySet()
                .forEach(name -> measured.add(
                        name.equals(Reading.GRADIENT_NORM) ? MetricNames.GRADIENT_NORM : MetricNames.TRAIN + name));
        validated.keySet().forEach(name -> measured.add(MetricNames.VALIDATION + name));
        NeededMetrics needed = NeededMetrics.of(spec);
        if (data.test().filter(test -> test.size() > 0).isPresent()) {
            // Which of them a test measures, the specification was asked already.
            needed.paths().stream()
                    .filter(path -> path.startsWith(MetricNames.TEST))
                    .forEach(measured::add);
        }
        List<String> missing = needed.missing(measured);
        if (!missing.isEmpty()) {
            throw new Attempts.RefusedException(missing);
        }
        return needed;
    }
}
