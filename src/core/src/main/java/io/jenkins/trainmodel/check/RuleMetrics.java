package io.jenkins.trainmodel.check;

import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRuleVisitor;
import java.util.List;

/** The paths of the metrics that a rule looks at, those within a composite included. */
final class RuleMetrics implements StopRuleVisitor<List<String>> {

    static List<String> of(StopRule rule) {
        return rule.accept(new RuleMetrics());
    }

    private static List<String> within(StopRule composite) {
        return composite.rules().stream().flatMap(rule -> of(rule).stream()).toList();
    }

    @Override
    public List<String> maxEpochs(StopRule.MaxEpochs rule) {
        return List.of();
    }

    @Override
    public List<String> maxSteps(StopRule.MaxSteps rule) {
        return List.of();
    }

    @Override
    public List<String> maxDuration(StopRule.MaxDuration rule) {
        return List.of();
    }

    @Override
    public List<String> finishBy(StopRule.FinishBy rule) {
        return List.of();
    }

    @Override
    public List<String> target(StopRule.Target rule) {
        return List.of(rule.metric());
    }

    @Override
    public List<String> lossBelow(StopRule.LossBelow rule) {
        return List.of(MetricNames.TRAIN_LOSS);
    }

    @Override
    public List<String> earlyStopping(StopRule.EarlyStopping rule) {
        return List.of(rule.metric());
    }

    @Override
    public List<String> gradientBelow(StopRule.GradientBelow rule) {
        return List.of(MetricNames.GRADIENT_NORM);
    }

    @Override
    public List<String> gradientChangeBelow(StopRule.GradientChangeBelow rule) {
        return List.of(MetricNames.GRADIENT_NORM);
    }

    @Override
    public List<String> plateau(StopRule.Plateau rule) {
        return List.of(rule.metric());
    }

    @Override
    public List<String> diverged(StopRule.Diverged rule) {
        return rule.gradientAbove().isPresent()
                ? List.of(MetricNames.TRAIN_LOSS, MetricNames.GRADIENT_NORM)
                : List.of(MetricNames.TRAIN_LOSS);
    }

    @Override
    public List<String> overfitting(StopRule.Overfitting rule) {
        return List.of(MetricNames.TRAIN_LOSS, MetricNames.VALIDATION_LOSS);
    }

    @Override
    public List<String> behindReference(StopRule.BehindReference rule) {
        return List.of(rule.metric());
    }

    @Override
    public List<String> unreachable(StopRule.Unreachable rule) {
        return List.of(rule.metric());
    }

    @Override
    public List<String> milestone(StopRule.Milestone rule) {
        return List.of();
    }

    @Override
    public List<String> allOf(StopRule.AllOf rule) {
        return within(rule);
    }

    @Override
    public List<String> anyOf(StopRule.AnyOf rule) {
        return within(rule);
    }

    @Override
    public List<String> atLeastOf(StopRule.AtLeastOf rule) {
        return within(rule);
    }

    /** Nobody can tell. */
    @Override
    public List<String> custom(StopRule.Custom rule) {
        return List.of();
    }

    @Override
    public List<String> score(StopRule.Score rule) {
        return List.copyOf(rule.weights().keySet());
    }
}
