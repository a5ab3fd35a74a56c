package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    @Test
    void shouldNotStopWhileNoRuleFires() {
        Decision decision =
                Table.decisions(Rules.maxEpochs(2), List.of(Table.epoch(1))).get(0);

        assertThat(decision.stop()).isFalse();
        assertThat(decision.outcome()).isEmpty();
        assertThat(decision.reason()).isEqualTo("no rule fired");
    }

    @Test
    void shouldPutTheMostSevereOutcomeFirstThenTheOrderOfTheSpecification() {
        List<StopRule> rules = List.of(
                maxEpochs("one", Outcome.SUCCESS),
                maxEpochs("two", Outcome.UNSTABLE),
                maxEpochs("three", Outcome.ABORTED),
                maxEpochs("four", Outcome.FAILURE),
                maxEpochs("five", Outcome.SUCCESS),
                maxEpochs("six", Outcome.FAILURE),
                Rules.maxEpochs(9));
        Decision decision = StopEvaluator.start(rules, References.none()).observe(Table.epoch(1));

        assertThat(decision.fired())
                .extracting(Verdict::rule)
                .containsExactly("three", "four", "six", "two", "one", "five");
        assertThat(decision.verdicts())
                .extracting(Verdict::rule)
                .containsExactly("one", "two", "three", "four", "five", "six", "maxEpochs");
        assertThat(decision.outcome()).contains(Outcome.ABORTED);
        assertThat(decision.reason())
                .isEqualTo("three: epoch 1 of 1 is complete (also fired: four, six, two, one, five)");
    }

    private static StopRule maxEpochs(String name, Outcome outcome) {
        return new StopRule.MaxEpochs(name, outcome, 1);
    }
}
