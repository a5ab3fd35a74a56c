package io.jenkins.trainmodel.stop;

/** One answer for every type of rule; the compiler finds what a new type was forgotten in. */
public interface StopRuleVisitor<R> {
    R maxEpochs(StopRule.MaxEpochs rule);

    R maxSteps(StopRule.MaxSteps rule);

    R maxDuration(StopRule.MaxDuration rule);

    R finishBy(StopRule.FinishBy rule);

    R target(StopRule.Target rule);

    R lossBelow(StopRule.LossBelow rule);

    R earlyStopping(StopRule.EarlyStopping rule);

    R gradientBelow(StopRule.GradientBelow rule);

    R gradientChangeBelow(StopRule.GradientChangeBelow rule);

    R plateau(StopRule.Plateau rule);

    R diverged(StopRule.Diverged rule);

    R overfitting(StopRule.Overfitting rule);

    R behindReference(StopRule.BehindReference rule);

    R unreachable(StopRule.Unreachable rule);

    R milestone(StopRule.Milestone rule);

    R allOf(StopRule.AllOf rule);

    R anyOf(StopRule.AnyOf rule);

    R atLeastOf(StopRule.AtLeastOf rule);

    R score(StopRule.Score rule);

    R custom(StopRule.Custom rule);
}
