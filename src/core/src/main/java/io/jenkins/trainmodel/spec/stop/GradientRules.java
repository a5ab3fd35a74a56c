package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.Diverged;
import io.jenkins.trainmodel.stop.StopRule.GradientBelow;
import io.jenkins.trainmodel.stop.StopRule.GradientChangeBelow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rules on the gradient, and on a training that has gone astray. */
final class GradientRules {
    private static final Key<GradientBelow, Double> NORM =
            Key.required("norm", Types.above(0), GradientBelow::norm, "The norm that is to be undercut.");
    private static final Key<GradientBelow, Integer> PATIENCE =
            Key.of("patience", Types.integer(1), GradientBelow::patience, 1, "The number of consecutive epochs.");

    private static final Key<GradientChangeBelow, Double> RELATIVE = Key.required(
            "relative",
            Types.above(0),
            GradientChangeBelow::relative,
            "The change that is to be undercut, as a share of the norm.");
    private static final Key<GradientChangeBelow, Integer> WINDOW = Key.of(
            "window",
            Types.integer(2, 100_000),
            GradientChangeBelow::window,
            5,
            "The number of last epochs over which the change is taken.");

    private static final Key<Diverged, Optional<Double>> LOSS_ABOVE = Key.optional(
            "lossAbove",
            Types.number(),
            rule -> boxed(rule.lossAbove()),
            "The training or validation loss above which it fires; checked at every reading and at the end of an epoch.");
    private static final Key<Diverged, Optional<Double>> GRADIENT_ABOVE = Key.optional(
            "gradientAbove",
            Types.above(0),
            rule -> boxed(rule.gradientAbove()),
            "The epoch's mean gradient norm above which it fires.");
    private static final Key<Diverged, Boolean> NON_FINITE = Key.of(
            "nonFinite",
            Types.truth(),
            Diverged::nonFinite,
            true,
            "Whether it fires on a loss or metric that is NaN or infinite; checked every step.");

    static final List<Variant<? extends StopRule>> ALL = List.of(
            RuleDeclaration.of(
                            "gradientBelow",
                            GradientBelow.class,
                            Outcome.SUCCESS,
                            "Fires when the epoch's mean global gradient norm is below a bound, for consecutive epochs.")
                    .mainKey(NORM)
                    .key(PATIENCE)
                    .build((name, outcome, values) ->
                            new GradientBelow(name, outcome, values.get(NORM), values.get(PATIENCE))),
            RuleDeclaration.of(
                            "gradientChangeBelow",
                            GradientChangeBelow.class,
                            Outcome.SUCCESS,
                            "Fires when the gradient norm's relative change over the last epochs is below a bound.")
                    .mainKey(RELATIVE)
                    .key(WINDOW)
                    .build((name, outcome, values) ->
                            new GradientChangeBelow(name, outcome, values.get(RELATIVE), values.get(WINDOW))),
            RuleDeclaration.of(
                            "diverged",
                            Diverged.class,
                            Outcome.FAILURE,
                            "Fires when a loss or metric is NaN or infinite, or above its bound.")
                    .mainKey(LOSS_ABOVE)
                    .key(GRADIENT_ABOVE)
                    .key(NON_FINITE)
                    .check(GradientRules::checkCanFire)
                    .build((name, outcome, values) -> new Diverged(
                            name,
                            outcome,
                            unboxed(values.get(LOSS_ABOVE)),
                            unboxed(values.get(GRADIENT_ABOVE)),
                            values.get(NON_FINITE))));

    private GradientRules() {}

    private static void checkCanFire(Values values, ReadContext context) {
        boolean bounded = values.isGiven(LOSS_ABOVE) || values.isGiven(GRADIENT_ABOVE);
        if (!bounded && !values.find(NON_FINITE).orElse(true)) {
            context.report(
                    values.node(NON_FINITE),
                    "a rule that can never fire",
                    "nonFinite: true, or a bound lossAbove or gradientAbove");
        }
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static OptionalDouble unboxed(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
