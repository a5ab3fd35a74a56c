package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.Limits;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.StopRuleVisitor;
import java.util.List;

/**
 * Finds the evaluation for every type of rule.
 *
 * @param pauses whether milestones fire
 * @param own asks rules that users have written
 */
record RuleEvaluations(References references, Limits limits, boolean pauses, OwnRules own)
        implements StopRuleVisitor<RuleEvaluation> {

    @Override
    public RuleEvaluation maxEpochs(StopRule.MaxEpochs rule) {
        return new MaxEpochsEvaluation(rule);
    }

    @Override
    public RuleEvaluation maxSteps(StopRule.MaxSteps rule) {
        return new MaxStepsEvaluation(rule);
    }

    @Override
    public RuleEvaluation maxDuration(StopRule.MaxDuration rule) {
        return new MaxDurationEvaluation(rule);
    }

    @Override
    public RuleEvaluation finishBy(StopRule.FinishBy rule) {
        return new FinishByEvaluation(rule);
    }

    @Override
    public RuleEvaluation target(StopRule.Target rule) {
        return new SmoothedEvaluation(rule, rule.metric(), rule.smooth(), new TargetEvaluation(rule));
    }

    @Override
    public RuleEvaluation lossBelow(StopRule.LossBelow rule) {
        return new LossBelowEvaluation(rule);
    }

    @Override
    public RuleEvaluation earlyStopping(StopRule.EarlyStopping rule) {
        return new SmoothedEvaluation(rule, rule.metric(), rule.smooth(), new EarlyStoppingEvaluation(rule));
    }

    @Override
    public RuleEvaluation gradientBelow(StopRule.GradientBelow rule) {
        return new GradientBelowEvaluation(rule);
    }

    @Override
    public RuleEvaluation gradientChangeBelow(StopRule.GradientChangeBelow rule) {
        return new GradientChangeBelowEvaluation(rule);
    }

    @Override
    public RuleEvaluation plateau(StopRule.Plateau rule) {
        return new SmoothedEvaluation(rule, rule.metric(), rule.smooth(), new PlateauEvaluation(rule));
    }

    @Override
    public RuleEvaluation diverged(StopRule.Diverged rule) {
        return new DivergedEvaluation(rule);
    }

    @Override
    public RuleEvaluation overfitting(StopRule.Overfitting rule) {
        return new OverfittingEvaluation(rule);
    }

    @Override
    public RuleEvaluation behindReference(StopRule.BehindReference rule) {
        return new SmoothedEvaluation(
                rule,
                rule.metric(),
                rule.smooth(),
                new BehindReferenceEvaluation(rule, references.averagedOver(rule.smooth())));
    }

    @Override
    public RuleEvaluation unreachable(StopRule.Unreachable rule) {
        return new SmoothedEvaluation(rule, rule.metric(), rule.smooth(), new UnreachableEvaluation(rule, limits));
    }

    @Override
    public RuleEvaluation milestone(StopRule.Milestone rule) {
        return new MilestoneEvaluation(pauses ? rule : new StopRule.Milestone(rule.name(), rule.outcome(), List.of()));
    }

    @Override
    public RuleEvaluation allOf(StopRule.AllOf rule) {
        return composite(rule, rule.rules().size());
    }

    @Override
    public RuleEvaluation anyOf(StopRule.AnyOf rule) {
        return composite(rule, 1);
    }

    @Override
    public RuleEvaluation atLeastOf(StopRule.AtLeastOf rule) {
        return composite(rule, rule.count());
    }

    @Override
    public RuleEvaluation score(StopRule.Score rule) {
        return new ScoreEvaluation(rule);
    }

    @Override
    public RuleEvaluation custom(StopRule.Custom rule) {
        return new CustomEvaluation(rule, own);
    }

    private RuleEvaluation composite(StopRule rule, int needed) {
        return new CompositeEvaluation(rule, new RuleSet(rule.rules(), this), needed);
    }
}
