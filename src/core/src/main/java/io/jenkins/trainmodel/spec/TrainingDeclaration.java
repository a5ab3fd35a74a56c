package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.metric.MetricKeys;
import io.jenkins.trainmodel.spec.model.LoraDeclaration;
import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.spec.model.ModelDeclaration;
import io.jenkins.trainmodel.spec.model.ModelSpec;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.stop.StopWhenDeclaration;
import io.jenkins.trainmodel.stop.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The object under {@code training}. */
final class TrainingDeclaration {
    private static final Key<LearningSpec, Optional<Integer>> BATCH_SIZE = Key.<LearningSpec, Optional<Integer>>of(
                    "batchSize",
                    new BatchSizeType(),
                    LearningSpec::givenBatchSize,
                    Optional.of(32),
                    "Samples in a batch; auto finds the largest that fits and pays, before training.")
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
    private static final Key<LearningSpec, List<ParameterGroup>> GROUPS = Key.of(
            "groups",
            ParameterGroupDeclaration.LIST,
            LearningSpec::groups,
            List.of(),
            "Parameters that learn faster or slower than the others.");

    private static final Key<LearningSpec, Optional<Double>> GRADIENT_CLIP = Key.optional(
            "gradientClip",
            Types.above(0),
            LearningSpec::gradientClip,
            "The largest global L2 norm of the gradient; a longer one is scaled down to it.");
    private static final Key<LearningSpec, Optional<Integer>> TOKENS_PER_STEP = Key.<LearningSpec, Integer>optional(
                    "tokensPerStep",
                    Types.integer(1),
                    LearningSpec::tokensPerStep,
                    "Tokens of one optimizer step, for data of text: a multiple of batchSize × context, which says"
                            + " how many batches are accumulated.")
            .fixedOnResume();
    private static final Key<LearningSpec, Optional<Integer>> ACCUMULATE = Key.<LearningSpec, Optional<Integer>>derived(
                    "accumulate",
                    Types.optional(Types.integer(1, BatchSizeType.LARGEST)),
                    LearningSpec::accumulate,
                    "1 without tokensPerStep",
                    (values, context) ->
                            Optional.of(values.isGiven(TOKENS_PER_STEP) ? Optional.empty() : Optional.of(1)),
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
            "The type of the computation. With bfloat16 the parameters stay float32; with tf32 all stays float32, and GPUs from"
                    + " Ampere on cut the factors of products and convolutions to 10 bits. Of CPUs only those with AVX-512 are"
                    + " fast with bfloat16; where a precision is slow or changes nothing, a warning says so.");
    private static final Key<LearningSpec, Boolean> ACTIVATION_CHECKPOINTING = Key.of(
            "activationCheckpointing",
            Types.truth(),
            LearningSpec::activationCheckpointing,
            false,
            "Whether the blocks of a transformer or residual network keep their inputs alone, and are computed again"
                    + " on the way back: less memory for more time.");

    private static final Key<LearningSpec, Optional<LoraSpec>> LORA = Key.<LearningSpec, LoraSpec>optional(
                    "lora",
                    LoraDeclaration.TYPE,
                    LearningSpec::lora,
                    "Low-rank adapters that are trained in place of the parameters that the run begins with, and"
                            + " merged into them in the model package.")
            .fixedOnResume();

    static final ObjectType<LearningSpec> TYPE = ObjectType.<LearningSpec>named("training", "How to learn.")
            .key(BATCH_SIZE)
            .key(OPTIMIZER)
            .key(SCHEDULE)
            .key(GROUPS)
            .key(GRADIENT_CLIP)
            .key(TOKENS_PER_STEP)
            .key(ACCUMULATE)
            .key(LossDeclaration.KEY)
            .key(LABEL_SMOOTHING)
            .key(CLASS_WEIGHTS)
            .key(MetricKeys.METRICS)
            .key(MetricKeys.CUSTOM_METRICS)
            .key(MetricKeys.VALIDATE_EVERY_STEPS)
            .key(PRECISION)
            .key(ACTIVATION_CHECKPOINTING)
            .key(LORA)
            .check(TrainingDeclaration::checkTask)
            .check(MetricKeys::checkCustomMetrics)
            .check(TrainingDeclaration::checkTokens)
            .check((values, context) -> context.afterwards(() -> checkEnd(values, context)))
            .check(TrainingDeclaration::checkBlocks)
            .check(TrainingDeclaration::checkLora)
            .check((values, context) -> LossDeclaration.check(LABEL_SMOOTHING, CLASS_WEIGHTS, values, context))
            .build(values -> new LearningSpec(
                    values.get(BATCH_SIZE),
                    values.get(OPTIMIZER),
                    values.get(SCHEDULE),
                    values.get(GROUPS),
                    values.get(GRADIENT_CLIP),
                    values.get(ACCUMULATE),
                    values.get(TOKENS_PER_STEP),
                    values.get(LABEL_SMOOTHING),
                    values.get(CLASS_WEIGHTS),
                    values.get(MetricKeys.METRICS),
                    values.get(MetricKeys.CUSTOM_METRICS),
                    values.get(MetricKeys.VALIDATE_EVERY_STEPS),
                    values.get(PRECISION),
                    values.get(ACTIVATION_CHECKPOINTING),
                    values.get(LORA),
                    values.get(LossDeclaration.KEY)));

    private TrainingDeclaration() {}

    private static void checkTask(Values values, ReadContext context) {
        Task task = DataDeclaration.task(context);
        if (task == Task.CLASSIFICATION) {
            return;
        }
        boolean regression = task == Task.REGRESSION;
        String kind = regression ? "regression" : task == Task.FORECAST ? "forecast" : "language model";
        if (values.find(LABEL_SMOOTHING).filter(share -> share > 0).isPresent()) {
            context.report(
                    values.node(LABEL_SMOOTHING),
                    "label smoothing in a " + kind,
                    regression ? "0, or task: classification" : "0");
        }
        boolean weighted = values.find(CLASS_WEIGHTS)
                .filter(weights -> !(weights instanceof ClassWeights.None))
                .isPresent();
        if (weighted) {
            context.report(
                    values.node(CLASS_WEIGHTS),
                    "class weights in a " + kind,
                    regression ? "none, or task: classification" : "none");
        }
    }

    /** What is computed again are the blocks that a network consists of. */
    private static void checkBlocks(Values values, ReadContext context) {
        Optional<ModelSpec> plain =
                context.find(SpecificationDeclaration.MODEL).filter(ModelDeclaration::isWithoutBlocks);
        if (plain.isPresent() && values.find(ACTIVATION_CHECKPOINTING).orElse(false)) {
            context.report(
                    values.node(ACTIVATION_CHECKPOINTING),
                    "activation checkpointing of " + plain.get().type() + ", which has no blocks",
                    "false, or a transformer or residual network");
        }
    }

    private static void checkLora(Values values, ReadContext context) {
        if (values.find(LORA).flatMap(Function.identity()).isPresent()) {
            LoraDeclaration.checkModel(values.node(LORA), SpecificationDeclaration.MODEL, context);
        }
    }

    /** How many batches a step has must be said once, and come out even. */
    private static void checkTokens(Values values, ReadContext context) {
        Optional<Integer> wanted = values.find(TOKENS_PER_STEP).flatMap(Function.identity());
        if (wanted.isEmpty()) {
            return;
        }
        if (values.isGiven(ACCUMULATE)) {
            context.report(values.node(ACCUMULATE), "both of accumulate and tokensPerStep", "one of them");
        }
        if (DataDeclaration.task(context) != Task.LANGUAGE_MODEL) {
            context.report(
                    values.node(TOKENS_PER_STEP),
                    "tokens of a step for data that is no text",
                    "accumulate, or data of the type text");
            return;
        }
        Optional<Long> ofBatch = DataDeclaration.context(context)
                .flatMap(tokens -> values.find(BATCH_SIZE).map(samples -> (long) samples.orElse(1) * tokens));
        if (ofBatch.filter(tokens -> wanted.get() % tokens != 0).isPresent()) {
            long tokens = ofBatch.get();
            context.report(
                    values.node(TOKENS_PER_STEP),
                    wanted.get() + " tokens a step with " + tokens + " in a batch",
                    "a multiple of " + tokens + ", such as " + tokens * Math.max(1, wanted.get() / tokens));
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
