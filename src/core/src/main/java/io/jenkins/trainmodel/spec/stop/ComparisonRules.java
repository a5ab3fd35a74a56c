package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.metric.CheckKeys;
import io.jenkins.trainmodel.spec.metric.MetricType;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.Values;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Horizon;
import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.BehindReference;
import io.jenkins.trainmodel.stop.StopRule.EarlyStopping;
import io.jenkins.trainmodel.stop.StopRule.Unreachable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rules that compare a metric with its own past, another run's or its forecast. */
final class ComparisonRules {
    private static final Key<EarlyStopping, String> EARLY_METRIC =
            Key.required("metric", MetricType.OF_RULE, EarlyStopping::metric, "The metric that is to improve.");
    private static final Key<EarlyStopping, Direction> EARLY_MODE = MetricType.mode(EARLY_METRIC, EarlyStopping::mode);
    private static final Key<EarlyStopping, Integer> PATIENCE = Key.of(
            "patience",
            Types.integer(0),
            EarlyStopping::patience,
            10,
            "The consecutive checks without improvement after which it fires; 0 is the same as 1.");
    private static final Key<EarlyStopping, Double> MIN_DELTA = Key.of(
            "minDelta",
            Types.atLeast(0),
            EarlyStopping::minDelta,
            0.0,
            "An improvement is better than the best by more than this.");
    private static final Key<EarlyStopping, Optional<Double>> BASELINE = Key.optional(
            "baseline",
            Types.number(),
            rule -> boxed(rule.baseline()),
            "Only an improvement that is also better than this resets the patience.");
    private static final Key<EarlyStopping, Integer> START_EPOCH = Key.of(
            "startEpoch",
            Types.integer(1),
            EarlyStopping::startEpoch,
            1,
            "The first epoch that counts, counted from 1; before it the rule is warming.");
    private static final Key<EarlyStopping, Boolean> RESTORE_BEST = Key.of(
            "restoreBest",
            Types.truth(),
            EarlyStopping::restoreBest,
            true,
            "Whether the result is the model of the best epoch, not of the last.");

    private static final Key<EarlyStopping, Every> EARLY_EVERY = CheckKeys.every(EarlyStopping::every);
    private static final Key<EarlyStopping, Integer> EARLY_SMOOTH = CheckKeys.smooth(EarlyStopping::smooth);

    private static final Key<BehindReference, String> BEHIND_METRIC =
            Key.required("metric", MetricType.OF_RULE, BehindReference::metric, "The metric that is compared.");
    private static final Key<BehindReference, Direction> BEHIND_MODE =
            MetricType.mode(BEHIND_METRIC, BehindReference::mode);
    private static final Key<BehindReference, Double> SLACK = Key.of(
            "slack",
            Types.atLeast(0),
            BehindReference::slack,
            0.0,
            "By how much the metric may be worse than the reference's at the same epoch.");
    private static final Key<BehindReference, Optional<String>> REFERENCE = Key.optional(
            "reference",
            new ReferenceType(),
            BehindReference::reference,
            "An event log, a CSV of metrics, or a directory with either; without it, the specification's reference.");

    private static final Key<BehindReference, Integer> BEHIND_SMOOTH = CheckKeys.smooth(BehindReference::smooth);

    private static final Key<Unreachable, String> UNREACHABLE_METRIC =
            Key.required("metric", MetricType.OF_RULE, Unreachable::metric, "The metric that is to reach the value.");
    private static final ThresholdKeys<Unreachable> THRESHOLD = ThresholdKeys.of(Unreachable::threshold);
    private static final Key<Unreachable, Optional<Horizon>> WITHIN = Key.optional(
            "within",
            new HorizonType(),
            rule -> Optional.of(rule.within()).filter(within -> !within.equals(HorizonType.NONE)),
            "By which epoch, or in which training time; without it, by the end that other rules set.");

    private static final Key<Unreachable, Integer> UNREACHABLE_SMOOTH = CheckKeys.smooth(Unreachable::smooth);

    static final List<Variant<? extends StopRule>> ALL = List.of(
            RuleDeclaration.of(
                            "earlyStopping",
                            EarlyStopping.class,
                            Outcome.SUCCESS,
                            "Fires after so many consecutive checks without improvement.")
                    .mainKey(EARLY_METRIC)
                    .key(EARLY_MODE)
                    .key(PATIENCE)
                    .key(MIN_DELTA)
                    .key(BASELINE)
                    .key(START_EPOCH)
                    .key(RESTORE_BEST)
                    .key(EARLY_EVERY)
                    .key(EARLY_SMOOTH)
                    .check((values, context) -> CheckKeys.checkEvery(EARLY_EVERY, EARLY_METRIC, values, context))
                    .build(ComparisonRules::earlyStopping),
            RuleDeclaration.of(
                            "behindReference",
                            BehindReference.class,
                            Outcome.UNSTABLE,
                            "Fires when the metric is worse than another run's at the same epoch.")
                    .mainKey(BEHIND_METRIC)
                    .key(BEHIND_MODE)
                    .key(SLACK)
                    .key(REFERENCE)
                    .key(BEHIND_SMOOTH)
                    .check((values, context) -> ReferenceType.checkPresence(REFERENCE, values, context))
                    .build((name, outcome, values) -> new BehindReference(
                            name,
                            outcome,
                            values.get(BEHIND_METRIC),
                            values.get(BEHIND_MODE),
                            values.get(SLACK),
                            values.get(REFERENCE),
                            values.get(BEHIND_SMOOTH))),
            RuleDeclaration.of(
                            "unreachable",
                            Unreachable.class,
                            Outcome.UNSTABLE,
                            "Fires when the fitted learning curve cannot reach the value in time.")
                    .key(UNREACHABLE_METRIC)
                    .key(THRESHOLD.atLeast())
                    .key(THRESHOLD.atMost())
                    .key(WITHIN)
                    .key(UNREACHABLE_SMOOTH)
                    .exactlyOne(THRESHOLD.atLeast(), THRESHOLD.atMost())
                    .check((values, context) -> context.afterwards(() -> checkHorizon(values, context)))
                    .build((name, outcome, values) -> new Unreachable(
                            name,
                            outcome,
                            values.get(UNREACHABLE_METRIC),
                            THRESHOLD.threshold(values),
                            values.get(WITHIN).orElse(HorizonType.NONE),
                            values.get(UNREACHABLE_SMOOTH))));

    private ComparisonRules() {}

    private static EarlyStopping earlyStopping(String name, Outcome outcome, Values values) {
        return new EarlyStopping(
                name,
                outcome,
                values.get(EARLY_METRIC),
                values.get(EARLY_MODE),
                values.get(PATIENCE),
                values.get(MIN_DELTA),
                values.get(BASELINE).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                values.get(START_EPOCH),
                values.get(RESTORE_BEST),
                values.get(EARLY_EVERY),
                values.get(EARLY_SMOOTH));
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static void checkHorizon(Values values, ReadContext context) {
        boolean endless = context.find(StopWhenDeclaration.KEY)
                .map(Limits::of)
                .filter(limits -> limits.epochs().isEmpty() && limits.duration().isEmpty())
                .isPresent();
        if (endless && values.find(WITHIN).filter(Optional::isEmpty).isPresent()) {
            context.report(
                    values.mapping(),
                    "no time by which to reach the value",
                    "within, or a rule maxEpochs or maxDuration");
        }
    }
}
