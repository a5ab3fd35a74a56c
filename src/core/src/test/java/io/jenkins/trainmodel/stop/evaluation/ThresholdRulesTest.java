package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** target, lossBelow, score. */
class ThresholdRulesTest {
    @ParameterizedTest(name = "at least 0.9: {0}")
    @CsvSource({"0.8 0.9 0.8, H F H", "- 0.91 -, N F N", "nan inf -inf 1, H H H F"})
    void shouldReachATargetFromBelow(String values, String expected) {
        assertThat(Table.verdicts(Rules.atLeast("m", 0.9), "m", values)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "at most 0.1: {0}")
    @CsvSource({"0.2 0.1 0.2, H F H", "- 0.09 -, N F N", "nan -inf inf -1, H H H F"})
    void shouldReachATargetFromAbove(String values, String expected) {
        assertThat(Table.verdicts(Rules.atMost("m", 0.1), "m", values)).isEqualTo(expected);
    }

    @Test
    void shouldNotReachATargetWithinAnEpoch() {
        assertThat(Table.verdicts(Rules.atLeast("m", 0.9), List.of(Table.step(5, "m=1"), Table.epoch(1, "m=0.5"))))
                .isEqualTo(". H");
    }

    @ParameterizedTest(name = "below 0.1: {0}")
    @CsvSource({"0.2 0.1 0.0999, H H F", "- 0, N F", "nan -inf, H H"})
    void shouldFireWhenTheTrainingLossIsBelowAndNotAtTheBound(String values, String expected) {
        StopRule rule = new StopRule.LossBelow("lossBelow", Outcome.SUCCESS, 0.1);
        assertThat(Table.verdicts(rule, "train/loss", values)).isEqualTo(expected);
        assertThat(Table.verdicts(rule, "validation/loss", "0.01")).isEqualTo("N");
    }

    @Test
    void shouldAddUpWeightedMetricsAsDecimals() {
        StopRule rule = Rules.score(Map.of("a", 0.7, "b", 0.3), 0.9);

        assertThat(Table.verdicts(
                        rule,
                        List.of(
                                Table.epoch(1, "a=0.9", "b=0.9"),
                                Table.epoch(2, "a=0.9", "b=0.89"),
                                Table.epoch(3, "a=0.9"),
                                Table.epoch(4, "a=0.9", "b=inf"),
                                Table.epoch(5, "a=nan", "b=0.9"))))
                .isEqualTo("F H N H H");
        // as doubles: 0.1 + 0.7 = 0.7999999999999999
        assertThat(Table.verdicts(
                        Rules.score(Map.of("a", 1.0, "b", 1.0), 0.8), List.of(Table.epoch(1, "a=0.1", "b=0.7"))))
                .isEqualTo("F");
    }

    @Test
    void shouldSubtractWhatHasANegativeWeight() {
        StopRule rule = Rules.score(Map.of("accuracy", 1.0, "loss", -0.5), 0.5);

        assertThat(Table.verdicts(
                        rule,
                        List.of(
                                Table.epoch(1, "accuracy=0.8", "loss=0.8"),
                                Table.epoch(2, "accuracy=0.8", "loss=0.6"))))
                .isEqualTo("H F");
    }

    @Test
    void shouldSayTheNumbers() {
        assertThat(explanation(Rules.atLeast("m", 0.97), "m=0.9612345678"))
                .isEqualTo("m is 0.961235, not at least 0.97");
        assertThat(explanation(Rules.atMost("m", 1e-5), "m=1e-7")).isEqualTo("m is 1E-7, at most 0.00001");
        assertThat(explanation(Rules.score(Map.of("b", 2.0, "a", -1.0), 1), "a=1", "b=2"))
                .isEqualTo("the score -1 × a + 2 × b is 3, at least 1");
        assertThat(explanation(Rules.score(Map.of("b", 2.0, "a", -1.0), 1), "a=1"))
                .isEqualTo("b was not measured in epoch 1");
    }

    private static String explanation(StopRule rule, String... metrics) {
        List<Decision> decisions = Table.decisions(rule, List.of(Table.epoch(1, metrics)));
        return decisions.get(0).verdicts().get(0).explanation();
    }
}
