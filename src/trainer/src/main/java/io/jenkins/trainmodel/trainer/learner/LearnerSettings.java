package io.jenkins.trainmodel.trainer.learner;

import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.augment.Mixup;
import io.jenkins.trainmodel.trainer.data.batch.BatchPlan;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.learner.objective.Classification;
import io.jenkins.trainmodel.trainer.learner.objective.Forecasting;
import io.jenkins.trainmodel.trainer.learner.objective.LanguageModeling;
import io.jenkins.trainmodel.trainer.learner.objective.LogitLoss;
import io.jenkins.trainmodel.trainer.learner.objective.LossWeights;
import io.jenkins.trainmodel.trainer.learner.objective.Objective;
import io.jenkins.trainmodel.trainer.learner.objective.OutsideLoss;
import io.jenkins.trainmodel.trainer.learner.objective.Regression;
import io.jenkins.trainmodel.trainer.learner.objective.SampleLoss;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Normalization;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.Dropout;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a learner is made from.
 *
 * @param labelScale by which labels were divided: metrics are given in the label's own unit
 * @param classCounts training samples per class, for balanced weights; empty for regression
 * @param seed seeds first parameters and dropout
 * @param trained what of the network is trained
 * @param mixup how samples of a batch are mixed in pairs while they train; empty: not at all
 * @param tokenBytes bytes that each token of a language model stands for; empty for other tasks
 * @param forecast what the outputs of a forecast are; empty for other tasks
 * @param loss that is told outside of the engine; empty: that of the task. A learner closes it
 */
public record LearnerSettings(
        Architecture architecture,
        Task task,
        LearningSpec learning,
        List<Long> classCounts,
        double labelScale,
        long seed,
        Trained trained,
        Optional<Mixup> mixup,
        List<Integer> tokenBytes,
        Optional<Forecast> forecast,
        Optional<SampleLoss> loss) {
    public LearnerSettings {
        classCounts = List.copyOf(classCounts);
        tokenBytes = List.copyOf(tokenBytes);
    }

    /** Where everything is trained. */
    public LearnerSettings(
            Architecture architecture,
            Task task,
            LearningSpec learning,
            List<Long> classCounts,
            double labelScale,
            long seed) {
        this(
                architecture,
                task,
                learning,
                classCounts,
                labelScale,
                seed,
                Trained.WHOLE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same where training leaves these parameters and buffers as they are, too.
     *
     * @throws NetworkException if no parameter is left that could be trained
     */
    public LearnerSettings freezing(Set<String> names) {
        Trained less = trained.freezing(names);
        if (less.tensors(architecture).stream().noneMatch(less::holds)) {
            throw new NetworkException("every parameter is frozen, so there is nothing to train");
        }
        return with(less);
    }

    LearnerSettings with(Trained other) {
        return with(architecture, learning, other, loss);
    }

    /** The same with a loss that is told outside of the engine; empty: that of the task. */
    public LearnerSettings with(Optional<SampleLoss> other) {
        return with(architecture, learning, trained, other);
    }

    private LearnerSettings with(Architecture network, LearningSpec how, Trained what, Optional<SampleLoss> otherLoss) {
        return new LearnerSettings(
                network, task, how, classCounts, labelScale, seed, what, mixup, tokenBytes, forecast, otherLoss);
    }

    /** The same to measure what was saved: with the adapters of which there are tensors. */
    public LearnerSettings holding(List<NamedTensor> tensors) {
        Set<String> names = tensors.stream().map(NamedTensor::name).collect(Collectors.toUnmodifiableSet());
        return learning.lora()
                .map(lora -> with(new Trained(Set.of(), Adapters.saved(lora, architecture.tensors(), names))))
                .orElse(this);
    }

    /** All tensors of the learner: those of the network in the order of its layers, then those of adapters. */
    public List<TensorSpec> tensors() {
        return trained.tensors(architecture);
    }

    /** Whether anything is dropped while it trains. */
    boolean isRandom() {
        return architecture.network().contains(Dropout.class)
                || trained.adapters().dropout() > 0;
    }

    /** For this specification and its data, to measure with the network as it is: nothing is frozen, nothing stands beside it. */
    public static LearnerSettings of(TrainingSpec spec, LoadedData data) {
        requireWeights(spec.training().classWeights(), data.classNames());
        return new LearnerSettings(
                new NetworkForData(spec, data).architecture(),
                spec.data().task(),
                spec.training(),
                data.classCounts(),
                data.labelScaling().scale(),
                spec.seed(),
                Trained.WHOLE,
                spec.data().augment().flatMap(AugmentSpec::mixup).map(Mixup::new),
                data.tokenizer().map(LearnerSettings::tokenBytes).orElse(List.of()),
                data.forecast(),
                Optional.empty());
    }

    /**
     * The same to train what the specification wants to be trained.
     *
     * @param anew names of parameters that begin anew where the others are those of a model
     * @param frozen names of parameters and buffers that stay as they are whatever the specification says
     * @throws NetworkException if the specification selects what is not there, or no parameter is left that could be trained
     */
    public static LearnerSettings toTrain(TrainingSpec spec, LoadedData data, Set<String> anew, Set<String> frozen) {
        LearnerSettings whole = of(spec, data);
        return whole.with(Trained.of(spec, whole.architecture, anew)).freezing(frozen);
    }

    /** Bytes that each token stands for. */
    public static List<Integer> tokenBytes(Tokenizer tokenizer) {
        return IntStream.range(0, tokenizer.size())
                .mapToObj(token -> tokenizer.bytes(token).length)
                .toList();
    }

    private static void requireWeights(ClassWeights weights, List<String> classNames) {
        if (weights instanceof ClassWeights.Given given
                && !classNames.isEmpty()
                && given.weights().size() != classNames.size()) {
            throw new DataException(
                    "training.classWeights has " + given.weights().size()
                            + " weights, but the data has " + classNames.size() + " classes: " + Listing.of(classNames)
                            + "; give one weight for each, in this order");
        }
    }

    /** The fewest samples of a batch that the network can be trained with. */
    public int leastBatch() {
        return Normalization.isIn(architecture) && Normalization.isOfSingleValues(architecture) ? 2 : 1;
    }

    /**
     * How the training samples are cut into batches: a last batch of one sample joins the one before it where a network
     * normalises by batches, since one sample has no statistics.
     *
     * @throws DataException if a batch of one sample is left that the network cannot normalise
     */
    public BatchPlan batches(int samples) {
        boolean normalises = Normalization.isIn(architecture);
        BatchPlan plan = new BatchPlan(samples, learning.batchSize(), normalises);
        if (plan.hasSingle() && leastBatch() > 1) {
            throw new DataException("a batch of a single sample cannot be normalised by " + architecture.family()
                    + ", which reduces samples of this size to single values: there are " + samples
                    + " training samples and training.batchSize is " + learning.batchSize()
                    + "; take at least 2 of both, or larger images");
        }
        return plan;
    }

    public Objective objective() {
        return loss.<Objective>map(outside -> new OutsideLoss(objectiveOfTask()))
                .orElseGet(this::objectiveOfTask);
    }

    private Objective objectiveOfTask() {
        return switch (task) {
            case CLASSIFICATION ->
                new Classification(
                        architecture.outputs(), learning.metrics(), learning.labelSmoothing(), lossWeights());
            case REGRESSION -> new Regression(learning.metrics(), labelScale);
            case LANGUAGE_MODEL -> new LanguageModeling(learning.metrics(), tokenBytes);
            case FORECAST -> new Forecasting(learning.metrics(), forecast.orElseThrow());
        };
    }

    /** The loss of a classifier, sample by sample. */
    public LogitLoss logitLoss() {
        return new LogitLoss(learning.labelSmoothing(), lossWeights());
    }

    /** The same with another network, which was trained elsewhere. */
    public LearnerSettings of(Architecture other) {
        return with(other, learning, Trained.WHOLE, loss);
    }

    /** The same for measuring the network alone and in float32: no optimizer keeps anything. */
    public LearnerSettings measuringInFloat32() {
        return with(architecture, still(learning, Precision.FLOAT32), Trained.WHOLE, loss);
    }

    /** The same with an optimizer that keeps nothing. */
    public static LearningSpec still(LearningSpec learning, Precision precision) {
        return learning.with(new OptimizerSpec.Sgd(1, 0, 0, false), precision);
    }

    /** How much samples of each class count in the loss; empty where all count the same. */
    float[] lossWeights() {
        return task == Task.CLASSIFICATION
                ? new LossWeights(learning.classWeights(), classCounts).of(architecture.outputs())
                : new float[0];
    }
}
