package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Shows a rule the mean of its metric's last values in the place of the newest one. Warming until there are so many; the
 * rule does not look before. A value that is not finite makes the mean so until it has left the window; a value that was
 * not measured neither fills nor empties it.
 *
 * @param smooth how many values are averaged; 1: the metric as it is
 */
record SmoothedEvaluation(StopRule rule, String metric, int smooth, RuleEvaluation evaluation)
        implements RuleEvaluation {
    @Override
    public boolean looksAt(Observation observation) {
        return evaluation.looksAt(observation);
    }

    @Override
    public Judgement judge(Observation observation, Optional<RuleState> before) {
        Optional<RuleState> ofRule = before.flatMap(SmoothedEvaluation::ofRule);
        if (smooth == 1) {
            return evaluation.judge(observation, ofRule);
        }
        RecentValues known = recent(before);
        RecentValues recent = observation
                .metric(metric)
                .map(value -> known.with(value, smooth))
                .orElse(known);
        boolean measured = observation.metric(metric).isPresent();
        if (measured && recent.values().size() < smooth) {
            return remembering(recent, warming(recent), ofRule);
        }
        Judgement judgement =
                evaluation.judge(measured ? observation.with(metric, recent.mean()) : observation, ofRule);
        Verdict verdict = measured ? judgement.verdict().saying(averaged()) : judgement.verdict();
        return remembering(recent, verdict, judgement.after());
    }

    private Verdict warming(RecentValues recent) {
        List<Double> values = recent.values();
        return VerdictBuilder.of(rule)
                .metric(metric)
                .value(values.get(values.size() - 1))
                .build(
                        Verdict.Status.WARMING,
                        values.size() + " of the " + smooth + " values that are averaged are there");
    }

    private String averaged() {
        return " (" + metric + " averaged over its last " + smooth + " values)";
    }

    private static Judgement remembering(RecentValues recent, Verdict verdict, Optional<RuleState> ofRule) {
        return Judgement.of(verdict, new RuleState.Smoothed(recent.state(), ofRule));
    }

    /** A rule that was not averaged before, or no longer is, keeps what it remembers. */
    private static Optional<RuleState> ofRule(RuleState before) {
        return before instanceof RuleState.Smoothed smoothed ? smoothed.rule() : Optional.of(before);
    }

    private RecentValues recent(Optional<RuleState> before) {
        return before.filter(RuleState.Smoothed.class::isInstance)
                .map(state -> RecentValues.remembered(metric, Optional.of(((RuleState.Smoothed) state).recent())))
                .orElseGet(() -> new RecentValues(metric, List.of()));
    }
}
