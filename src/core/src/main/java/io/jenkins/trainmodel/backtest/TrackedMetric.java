package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRuleVisitor;
import java.util.Optional;

/** The one metric that a rule wants to get better, for rules that want that. */
final class TrackedMetric implements StopRuleVisitor<Optional<TrackedMetric.Tracked>> {

    record Tracked(String metric, Direction direction) {}

    @Override
    public Optional<Tracked> maxEpochs(StopRule.MaxEpochs rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> maxSteps(StopRule.MaxSteps rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> maxDuration(StopRule.MaxDuration rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> finishBy(StopRule.FinishBy rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> target(StopRule.Target rule) {
        return Optional.of(new Tracked(rule.metric(), rule.threshold().direction()));
    }

    @Override
    public Optional<Tracked> lossBelow(StopRule.LossBelow rule) {
        return Optional.of(new Tracked(MetricNames.TRAIN_LOSS, Direction.MIN));
    }

    @Override
    public Optional<Tracked> earlyStopping(StopRule.EarlyStopping rule) {
        return Optional.of(new Tracked(rule.metric(), rule.mode()));
    }

    @Override
    public Optional<Tracked> gradientBelow(StopRule.GradientBelow rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> gradientChangeBelow(StopRule.GradientChangeBelow rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> plateau(StopRule.Plateau rule) {
        return MetricNames.knownDirection(rule.metric()).map(direction -> new Tracked(rule.metric(), direction));
    }

    @Override
    public Optional<Tracked> diverged(StopRule.Diverged rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> overfitting(StopRule.Overfitting rule) {
        return Optional.of(new Tracked(MetricNames.VALIDATION_LOSS, Direction.MIN));
    }

    @Override
    public Optional<Tracked> behindReference(StopRule.BehindReference rule) {
        return Optional.of(new Tracked(rule.metric(), rule.mode()));
    }

    @Override
    public Optional<Tracked> unreachable(StopRule.Unreachable rule) {
        return Optional.of(new Tracked(rule.metric(), rule.threshold().direction()));
    }

    @Override
    public Optional<Tracked> milestone(StopRule.Milestone rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> allOf(StopRule.AllOf rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> anyOf(StopRule.AnyOf rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> atLeastOf(StopRule.AtLeastOf rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> custom(StopRule.Custom rule) {
        return Optional.empty();
    }

    @Override
    public Optional<Tracked> score(StopRule.Score rule) {
        return Optional.empty();
    }
}
