package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/**
 * Fires when, for {@code patience} consecutive epochs, the validation loss exceeds the training loss by more than the gap
 * and is higher than in the epoch before. An epoch with a loss that is not finite ends the count; one without a value for
 * one of the losses neither counts nor ends it.
 */
record OverfittingEvaluation(StopRule.Overfitting rule) implements RuleEvaluation {
    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        RuleState.Rise known = before.filter(RuleState.Rise.class::isInstance)
                .map(RuleState.Rise.class::cast)
                .orElseGet(() -> new RuleState.Rise(0, Double.NaN));
        for (String loss : new String[] {MetricNames.TRAIN_LOSS, MetricNames.VALIDATION_LOSS}) {
            if (observation.metric(loss).isEmpty()) {
                VerdictBuilder verdict = VerdictBuilder.of(rule).patience(known.epochs(), patience());
                return Judgement.of(verdict.notMeasured(observation, loss), known);
            }
        }
        double train = observation.metrics().get(MetricNames.TRAIN_LOSS);
        double validation = observation.metrics().get(MetricNames.VALIDATION_LOSS);
        return check(train, validation, known);
    }

    private Judgement check(double train, double validation, RuleState.Rise known) {
        boolean finite = Double.isFinite(train) && Double.isFinite(validation);
        boolean apart = finite && Direction.MIN.improves(train, validation, rule.gap());
        boolean rises = finite && validation > known.previous();
        int counted = apart && rises ? known.epochs() + 1 : 0;
        Verdict verdict = VerdictBuilder.of(rule)
                .metric(MetricNames.VALIDATION_LOSS)
                .value(validation)
                .patience(counted, patience())
                .firedIf(counted >= patience(), explanation(train, validation, known.previous(), counted));
        return Judgement.of(verdict, new RuleState.Rise(counted, finite ? validation : Double.NaN));
    }

    private String explanation(double train, double validation, double previous, int counted) {
        String losses = MetricNames.VALIDATION_LOSS + " is " + Wording.number(validation) + " at a "
                + MetricNames.TRAIN_LOSS + " of " + Wording.number(train);
        String before = Double.isNaN(previous) ? "" : ", after " + Wording.number(previous);
        return counted == 0
                ? losses + before + ": not rising at a gap above " + Wording.number(rule.gap())
                : losses + before + ": rising at a gap above " + Wording.number(rule.gap()) + " for "
                        + Wording.ofPatience(counted, patience());
    }

    private int patience() {
        return Math.max(1, rule.patience());
    }
}
