package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.spec.ScheduleSpec.Constant;
import io.jenkins.trainmodel.spec.ScheduleSpec.Cosine;
import io.jenkins.trainmodel.spec.ScheduleSpec.CosineRestarts;
import io.jenkins.trainmodel.spec.ScheduleSpec.Custom;
import io.jenkins.trainmodel.spec.ScheduleSpec.Linear;
import io.jenkins.trainmodel.spec.ScheduleSpec.Plateau;
import io.jenkins.trainmodel.spec.ScheduleSpec.Polynomial;
import io.jenkins.trainmodel.spec.ScheduleSpec.StepDecay;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The objects under {@code training.schedule}. */
final class ScheduleDeclaration {
    private static final Key<ScheduleSpec, Integer> WARMUP = Key.of(
            "warmupSteps",
            Types.integer(0),
            ScheduleSpec::warmupSteps,
            0,
            "Optimizer steps over which the learning rate rises from 0 before the schedule begins.");
    private static final Key<StepDecay, Integer> EVERY_EPOCHS =
            Key.required("everyEpochs", Types.integer(1), StepDecay::everyEpochs, "Epochs between two drops.");
    private static final Key<StepDecay, Double> FACTOR = Key.of(
            "factor",
            Types.between(0, 1),
            StepDecay::factor,
            0.1,
            "The learning rate is multiplied by it at every drop.");
    private static final Key<Cosine, Optional<Integer>> COSINE_EPOCHS = epochs(Cosine::epochs);
    private static final Key<Cosine, Double> COSINE_MINIMUM = minimum(Cosine::minimum);
    private static final Key<Linear, Optional<Integer>> LINEAR_EPOCHS = epochs(Linear::epochs);
    private static final Key<Linear, Double> LINEAR_MINIMUM = minimum(Linear::minimum);
    private static final Key<Polynomial, Optional<Integer>> POLYNOMIAL_EPOCHS = epochs(Polynomial::epochs);
    private static final Key<Polynomial, Double> POLYNOMIAL_MINIMUM = minimum(Polynomial::minimum);
    private static final Key<Polynomial, Double> POWER =
            Key.of("power", Types.above(0), Polynomial::power, 2.0, "The exponent of the decay.");

    private static final Key<CosineRestarts, Optional<Integer>> CYCLE_EPOCHS = Key.optional(
            "cycleEpochs",
            Types.integer(1),
            CosineRestarts::cycleEpochs,
            "The epochs of the first cosine; either this or cycleSteps.");
    private static final Key<CosineRestarts, Optional<Integer>> CYCLE_STEPS = Key.optional(
            "cycleSteps",
            Types.integer(1),
            CosineRestarts::cycleSteps,
            "The optimizer steps of the first cosine; either this or cycleEpochs.");
    private static final Key<CosineRestarts, Integer> MULTIPLIER = Key.of(
            "multiplier",
            Types.integer(1, 1000),
            CosineRestarts::multiplier,
            1,
            "How many times as long every cosine is as the one before.");
    private static final Key<CosineRestarts, Double> RESTARTS_MINIMUM = minimum(CosineRestarts::minimum);

    private static final ObjectType<Constant> CONSTANT = ObjectType.<Constant>named(
                    "constant", "The learning rate stays as it is.")
            .key(WARMUP)
            .build(values -> new Constant(values.get(WARMUP)));
    private static final ObjectType<StepDecay> STEP = ObjectType.<StepDecay>named(
                    "step", "The learning rate drops by a factor every so many epochs.")
            .key(WARMUP)
            .key(EVERY_EPOCHS)
            .key(FACTOR)
            .build(values -> new StepDecay(values.get(WARMUP), values.get(EVERY_EPOCHS), values.get(FACTOR)));
    private static final ObjectType<Cosine> COSINE = ObjectType.<Cosine>named(
                    "cosine", "The learning rate falls along half a cosine wave.")
            .key(WARMUP)
            .key(COSINE_EPOCHS)
            .key(COSINE_MINIMUM)
            .build(values -> new Cosine(values.get(WARMUP), values.get(COSINE_EPOCHS), values.get(COSINE_MINIMUM)));
    private static final ObjectType<CosineRestarts> COSINE_RESTARTS = ObjectType.<CosineRestarts>named(
                    "cosineRestarts",
                    "The learning rate falls along half a cosine wave, again and again (SGDR, Loshchilov and Hutter"
                            + " 2017).")
            .key(WARMUP)
            .key(CYCLE_EPOCHS)
            .key(CYCLE_STEPS)
            .key(MULTIPLIER)
            .key(RESTARTS_MINIMUM)
            .exactlyOne(CYCLE_EPOCHS, CYCLE_STEPS)
            .build(values -> new CosineRestarts(
                    values.get(WARMUP),
                    values.get(CYCLE_EPOCHS),
                    values.get(CYCLE_STEPS),
                    values.get(MULTIPLIER),
                    values.get(RESTARTS_MINIMUM)));
    private static final ObjectType<Linear> LINEAR = ObjectType.<Linear>named(
                    "linear", "The learning rate falls along a line.")
            .key(WARMUP)
            .key(LINEAR_EPOCHS)
            .key(LINEAR_MINIMUM)
            .build(values -> new Linear(values.get(WARMUP), values.get(LINEAR_EPOCHS), values.get(LINEAR_MINIMUM)));
    private static final ObjectType<Polynomial> POLYNOMIAL = ObjectType.<Polynomial>named(
                    "polynomial", "The learning rate falls as a power of the share of epochs that is left.")
            .key(WARMUP)
            .key(POLYNOMIAL_EPOCHS)
            .key(POLYNOMIAL_MINIMUM)
            .key(POWER)
            .build(values -> new Polynomial(
                    values.get(WARMUP),
                    values.get(POLYNOMIAL_EPOCHS),
                    values.get(POLYNOMIAL_MINIMUM),
                    values.get(POWER)));

    private static final PartKeys<Custom> PART = PartKeys.of(PartKind.SCHEDULE, Custom::part);
    private static final ObjectType<Custom> CUSTOM = ObjectType.<Custom>named(
                    PartKeys.CUSTOM, "The learning rate is what a schedule of your own says.")
            .key(WARMUP)
            .key(PART.part())
            .key(PART.options())
            .check(PART::check)
            .build(values -> new Custom(values.get(WARMUP), PART.get(values)));

    static final ValueType<ScheduleSpec> TYPE = new VariantsType<ScheduleSpec>(List.of(
                    Variant.of(Constant.class, CONSTANT),
                    Variant.of(StepDecay.class, STEP),
                    Variant.of(Cosine.class, COSINE),
                    Variant.of(CosineRestarts.class, COSINE_RESTARTS),
                    Variant.of(Plateau.class, PlateauSchedule.type(WARMUP)),
                    Variant.of(Linear.class, LINEAR),
                    Variant.of(Polynomial.class, POLYNOMIAL),
                    Variant.of(Custom.class, CUSTOM)))
            .standard(CONSTANT.name());

    private ScheduleDeclaration() {}

    /** Whether a schedule must be told from the rules when it ends. */
    static boolean needsEnd(ScheduleSpec schedule) {
        return schedule instanceof Cosine cosine && cosine.epochs().isEmpty()
                || schedule instanceof Linear linear && linear.epochs().isEmpty()
                || schedule instanceof Polynomial polynomial
                        && polynomial.epochs().isEmpty();
    }

    private static <O> Key<O, Optional<Integer>> epochs(Function<O, Optional<Integer>> getter) {
        return Key.optional(
                "epochs",
                Types.integer(1),
                getter,
                "The epochs until the minimum is reached; without it, those that maxEpochs or maxSteps allows.");
    }

    private static <O> Key<O, Double> minimum(Function<O, Double> getter) {
        return Key.of(
                "minimum", Types.fromTo(0, 1), getter, 0.0, "The share of the learning rate that is left at the end.");
    }
}
