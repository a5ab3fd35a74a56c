package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.metric.MetricKeys;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.stop.Limits;
import java.util.Optional;

/** The object under {@code training}. */
final class TrainingDeclaration {
    private static final int LARGEST_BATCH = 1_000_000;

    private static final Key<LearningSpec, Integer> BATCH_SIZE = Key.<LearningSpec, Integer>of(
                    "batchSize", Types.integer(1, LARGEST_BATCH), LearningSpec::batchSize, 32, "Samples in a batch.")
            .fixedOnResume();
    private static final Key<LearningSpec, OptimizerSpec> OPTIMIZER = Key.of(
            "optimizer",
            OptimizerDeclaration.TYPE,
            LearningSpec::optimizer,
            OptimizerDeclaration.STANDARD,
            "How parameters follow from gradients.");
    private static final Key<LearningSpec, ScheduleSpec> SCHEDULE = Key.of(
            "schedule",
            ScheduleDeclaration.TYPE,
            LearningSpec::schedule,
            new ScheduleSpec.Constant(0),
            "How the learning rate changes.");
    private static final Key<LearningSpec, Optional<Double>> GRADIENT_CLIP = Key.optional(
            "gradientClip",
            Types.above(0),
            LearningSpec::gradientClip,
            "The largest global L2 norm of the gradient; a longer one is scaled down to it.");
    private static final Key<LearningSpec, Integer> ACCUMULATE = Key.<LearningSpec, Integer>of(
                    "accumulate",
                    Types.integer(1, LARGEST_BATCH),
                    LearningSpec::accumulate,
                    1,
                    "Batches whose gradients are averaged for one optimizer step.")
            .fixedOnResume();
    private static final Key<LearningSpec, Double> LABEL_SMOOTHING = Key.of(
            "labelSmoothing",
            Types.fromToBelow(0, 1),
            LearningSpec::labelSmoothing,
            0.0,
            "The share of a label that is spread over all classes; classification only.");
    private static final Key<LearningSpec, ClassWeights> CLASS_WEIGHTS = Key.of(
            "classWeights",
            new ClassWeightsType(),
            LearningSpec::classWeights,
            new ClassWeights.None(),
            "Weights of the classes in the loss; balanced is the inverse of their frequency; classification only.");
    private static final Key<LearningSpec, Precision> PRECISION = Key.of(
            "precision",
            Types.word(Precision.class),
            LearningSpec::precision,
            Precision.FLOAT32,
            "The type of the computation; with bfloat16 the parameters stay float32.");

    static final ObjectType<LearningSpec> TYPE = ObjectType.<LearningSpec>named("training", "How to learn.")
            .key(BATCH_SIZE)
            .key(OPTIMIZER)
            .key(SCHEDULE)
            .key(GRADIENT_CLIP)
            .key(ACCUMULATE)
            .key(LABEL_SMOOTHING)
            .key(CLASS_WEIGHTS)
            .key(MetricKeys.METRICS)
            .key(MetricKeys.VALIDATE_EVERY_STEPS)
            .key(PRECISION)
            .check(TrainingDeclaration::checkTask)
            .check((values, context) -> context.afterwards(() -> checkEnd(values, context)))
            .build(values -> new LearningSpec(
                    values.get(BATCH_SIZE),
                    values.get(OPTIMIZER),
                    values.get(SCHEDULE),
                    values.get(GRADIENT_CLIP),
                    values.get(ACCUMULATE),
                    values.get(LABEL_SMOOTHING),
                    values.get(CLASS_WEIGHTS),
                    values.get(MetricKeys.METRICS),
                    values.get(MetricKeys.VALIDATE_EVERY_STEPS),
                    values.get(PRECISION)));

    private TrainingDeclaration() {}

    private static void checkTask(Values values, ReadContext context) {
        Task task = DataDeclaration.task(context);
        if (task == Task.CLASSIFICATION) {
            return;
        }
        boolean text = task == Task.LANGUAGE_MODEL;
        if (values.find(LABEL_SMOOTHING).filter(share -> share > 0).isPresent()) {
            context.report(
                    values.node(LABEL_SMOOTHING),
                    "label smoothing in a " + (text ? "language model" : "regression"),
                    text ? "0" : "0, or task: classification");
        }
        boolean weighted = values.find(CLASS_WEIGHTS)
                .filter(weights -> !(weights instanceof ClassWeights.None))
                .isPresent();
        if (weighted) {
            context.report(
                    values.node(CLASS_WEIGHTS),
                    "class weights in a " + (text ? "language model" : "regression"),
                    text ? "none" : "none, or task: classification");
        }
    }

    /** A schedule that falls to its minimum must know when. */
    private static void checkEnd(Values values, ReadContext context) {
        boolean endless = context.find(StopWhenDeclaration.KEY)
                .map(Limits::of)
                .filter(limits -> limits.epochs().isEmpty() && limits.steps().isEmpty())
                .isPresent();
        if (endless
                && values.find(SCHEDULE).filter(ScheduleDeclaration::needsEnd).isPresent()) {
            context.report(
                    values.node(SCHEDULE),
                    "a schedule without an end",
                    "epochs in the schedule, or a rule maxEpochs or maxSteps");
        }
    }
}
