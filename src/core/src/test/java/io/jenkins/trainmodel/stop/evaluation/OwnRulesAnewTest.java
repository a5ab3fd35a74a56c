package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnRulesAnewTest {
    @Test
    void shouldLeaveBytesOfUsersOwnBehindHoweverDeepTheyLie() {
        RuleState own = new RuleState.Own("mine", "AQ==");
        RuleState streak = new RuleState.Streak(3);
        RuleState nested = new RuleState.Nested(
                Map.of("custom", own, "streak", streak, "inner", new RuleState.Nested(Map.of("custom", own))));

        EvaluatorState without =
                new EvaluatorState(Map.of("custom", own, "any", nested, "streak", streak), List.of()).withoutOwn();

        assertThat(without.rules())
                .isEqualTo(Map.of(
                        "streak",
                        streak,
                        "any",
                        new RuleState.Nested(Map.of("streak", streak, "inner", new RuleState.Nested(Map.of())))));
    }
}
