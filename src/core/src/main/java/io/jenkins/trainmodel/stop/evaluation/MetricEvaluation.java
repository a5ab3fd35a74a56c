package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.Optional;

/** How a rule judges that looks at one metric and remembers nothing. It cannot tell where that was not measured. */
interface MetricEvaluation extends RuleEvaluation {
    StopRule rule();

    String metric();

    /**
     * Judges a value that was measured, finite or not.
     *
     * @param verdict names metric and value already
     */
    Verdict judge(double value, VerdictBuilder verdict, Observation observation);

    @Override
    default Judgement judge(Observation observation, Optional<RuleState> before) {
        VerdictBuilder verdict = VerdictBuilder.of(rule()).metric(metric());
        return Judgement.of(observation
                .metric(metric())
                .map(value -> judge(value, verdict.value(value), observation))
                .orElseGet(() -> verdict.notMeasured(observation, metric())));
    }
}
