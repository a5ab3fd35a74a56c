package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.DataDeclaration;
import io.jenkins.trainmodel.spec.data.DataSpec;
import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The object under {@code training.loss}. */
final class LossDeclaration {
    private static final PartKeys<PartSpec> PART = PartKeys.of(PartKind.LOSS, Function.identity());
    private static final ObjectType<PartSpec> CUSTOM = ObjectType.<PartSpec>named(
                    PartKeys.CUSTOM, "The loss is what a class of your own says of every sample.")
            .key(PART.part())
            .key(PART.options())
            .check(PART::check)
            .build(PART::get);

    static final Key<LearningSpec, Optional<PartSpec>> KEY = Key.<LearningSpec, PartSpec>optional(
                    "loss",
                    new VariantsType<PartSpec>(List.of(Variant.of(PartSpec.class, CUSTOM))),
                    LearningSpec::loss,
                    "What training makes small; without it, cross-entropy of classes and tokens, and the mean squared"
                            + " error of numbers.")
            .fixedOnResume();

    private LossDeclaration() {}

    /** What belongs to the trainer's own losses, and what no class of a user's own could be told. */
    static void check(
            Key<LearningSpec, Double> labelSmoothing,
            Key<LearningSpec, ClassWeights> classWeights,
            Values values,
            ReadContext context) {
        if (values.find(KEY).flatMap(Function.identity()).isEmpty()) {
            return;
        }
        if (values.find(labelSmoothing).filter(share -> share > 0).isPresent()) {
            context.report(
                    values.node(labelSmoothing),
                    "label smoothing beside a loss of your own",
                    "0, or no loss of your own");
        }
        if (values.find(classWeights)
                .filter(weights -> !(weights instanceof ClassWeights.None))
                .isPresent()) {
            context.report(
                    values.node(classWeights),
                    "class weights beside a loss of your own",
                    "none, or no loss of your own");
        }
        if (DataDeclaration.task(context) == Task.LANGUAGE_MODEL) {
            context.report(
                    values.node(KEY), "a loss of your own for a language model", "no loss, or data that is no text");
        }
        context.afterwards(() -> checkMixup(values, context));
    }

    private static void checkMixup(Values values, ReadContext context) {
        boolean mixes = context.find(DataDeclaration.KEY)
                .flatMap(DataSpec::augment)
                .flatMap(AugmentSpec::mixup)
                .isPresent();
        if (mixes) {
            context.report(
                    values.node(KEY),
                    "a loss of your own beside data.augment.mixup",
                    "no mixup, or no loss of your own");
        }
    }
}
