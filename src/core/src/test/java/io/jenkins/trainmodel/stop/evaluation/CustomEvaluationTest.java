package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule.Custom;
import io.jenkins.trainmodel.stop.Verdict.Status;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People look for who has said that the run is to end, and a specification may have several rules called custom. */
class CustomEvaluationTest {
    @ParameterizedTest
    @CsvSource({
        "custom, FIRED, 4 epochs, in-a-row: 4 epochs",
        "custom, HELD, '', in-a-row",
        "in-a-row, FIRED, 4 epochs, 4 epochs",
        "custom, NOT_EVALUABLE, the rule in-a-row, the rule in-a-row"
    })
    void shouldNameThePartWhereTheRuleHasAnotherName(String name, Status status, String said, String explanation) {
        Custom rule = new Custom(name, Outcome.SUCCESS, new PartSpec("in-a-row", Map.of()));
        OwnRules rules = (asked, observation, saved) -> new OwnRules.Judged(status, Optional.empty(), said, "");

        RuleEvaluation.Judgement judgement =
                new CustomEvaluation(rule, rules).judge(new Observation(1, 10, 1, true, Map.of()), Optional.empty());

        assertThat(judgement.verdict().explanation()).isEqualTo(explanation);
    }
}
