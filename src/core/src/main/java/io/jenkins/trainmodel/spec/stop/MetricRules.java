package io.jenkins.trainmodel.spec.stop;

import io.jenkins.trainmodel.spec.metric.CheckKeys;
import io.jenkins.trainmodel.spec.metric.MetricType;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.Types;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRule.LossBelow;
import io.jenkins.trainmodel.stop.StopRule.Overfitting;
import io.jenkins.trainmodel.stop.StopRule.Plateau;
import io.jenkins.trainmodel.stop.StopRule.Score;
import io.jenkins.trainmodel.stop.StopRule.Target;
import java.util.List;
import java.util.Map;

/** Rules on the values of metrics. */
final class MetricRules {
    private static final Key<Target, String> TARGET_METRIC =
            Key.required("metric", MetricType.OF_RULE, Target::metric, "The metric that is looked at.");
    private static final Key<Target, Integer> TARGET_SMOOTH = CheckKeys.smooth(Target::smooth);
    private static final ThresholdKeys<Target> TARGET = ThresholdKeys.of(Target::threshold);

    private static final Key<LossBelow, Double> LOSS =
            Key.required("value", Types.number(), LossBelow::value, "The loss that is to be undercut.");

    private static final Key<Plateau, String> PLATEAU_METRIC =
            Key.required("metric", MetricType.OF_RULE, Plateau::metric, "The metric that is looked at.");
    private static final Key<Plateau, Integer> WINDOW = Key.of(
            "window", Types.integer(2, 100_000), Plateau::window, 10, "The number of last values that are looked at.");
    private static final Key<Plateau, Double> DEVIATION = Key.required(
            "deviation", Types.above(0), Plateau::deviation, "The standard deviation that is to be undercut.");
    private static final Key<Plateau, Integer> START_EPOCH = Key.of(
            "startEpoch",
            Types.integer(1),
            Plateau::startEpoch,
            1,
            "The first epoch that counts, counted from 1; before it the rule is warming.");

    private static final Key<Plateau, Every> PLATEAU_EVERY = CheckKeys.every(Plateau::every);
    private static final Key<Plateau, Integer> PLATEAU_SMOOTH = CheckKeys.smooth(Plateau::smooth);

    private static final Key<Overfitting, Double> GAP = Key.required(
            "gap",
            Types.atLeast(0),
            Overfitting::gap,
            "By how much the validation loss must exceed the training loss.");
    private static final Key<Overfitting, Integer> PATIENCE =
            Key.of("patience", Types.integer(1), Overfitting::patience, 3, "The number of consecutive epochs.");

    private static final Key<Score, Map<String, Double>> WEIGHTS = Key.required(
            "weights",
            Types.map(MetricType.OF_RULE, Types.number(), "a map of metrics and their weights, at least one"),
            Score::weights,
            "The weight of every metric in the sum.");
    private static final Key<Score, Double> AT_LEAST =
            Key.required("atLeast", Types.number(), Score::atLeast, "The sum that is to be reached or exceeded.");

    static final List<Variant<? extends StopRule>> ALL = List.of(
            RuleDeclaration.of("target", Target.class, Outcome.SUCCESS, "Fires when the metric reaches the value.")
                    .key(TARGET_METRIC)
                    .key(TARGET.atLeast())
                    .key(TARGET.atMost())
                    .key(TARGET_SMOOTH)
                    .exactlyOne(TARGET.atLeast(), TARGET.atMost())
                    .build((name, outcome, values) -> new Target(
                            name,
                            outcome,
                            values.get(TARGET_METRIC),
                            TARGET.threshold(values),
                            values.get(TARGET_SMOOTH))),
            RuleDeclaration.of(
                            "lossBelow",
                            LossBelow.class,
                            Outcome.SUCCESS,
                            "Fires when the training loss of an epoch is below the value.")
                    .mainKey(LOSS)
                    .build((name, outcome, values) -> new LossBelow(name, outcome, values.get(LOSS))),
            RuleDeclaration.of(
                            "plateau",
                            Plateau.class,
                            Outcome.SUCCESS,
                            "Fires when the population standard deviation of the last values is below a bound.")
                    .key(PLATEAU_METRIC)
                    .key(WINDOW)
                    .key(DEVIATION)
                    .key(START_EPOCH)
                    .key(PLATEAU_EVERY)
                    .key(PLATEAU_SMOOTH)
                    .check((values, context) -> CheckKeys.checkEvery(PLATEAU_EVERY, PLATEAU_METRIC, values, context))
                    .build((name, outcome, values) -> new Plateau(
                            name,
                            outcome,
                            values.get(PLATEAU_METRIC),
                            values.get(WINDOW),
                            values.get(DEVIATION),
                            values.get(START_EPOCH),
                            values.get(PLATEAU_EVERY),
                            values.get(PLATEAU_SMOOTH))),
            RuleDeclaration.of(
                            "overfitting",
                            Overfitting.class,
                            Outcome.SUCCESS,
                            "Fires when the validation loss rises and exceeds the training loss by more than the gap,"
                                    + " for consecutive epochs.")
                    .mainKey(GAP)
                    .key(PATIENCE)
                    .build((name, outcome, values) ->
                            new Overfitting(name, outcome, values.get(GAP), values.get(PATIENCE))),
            RuleDeclaration.of(
                            "score",
                            Score.class,
                            Outcome.SUCCESS,
                            "Fires when the weighted sum of metrics reaches the value.")
                    .key(WEIGHTS)
                    .key(AT_LEAST)
                    .build((name, outcome, values) ->
                            new Score(name, outcome, values.get(WEIGHTS), values.get(AT_LEAST))));

    private MetricRules() {}
}
