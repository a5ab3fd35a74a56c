package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** allOf, anyOf, atLeastOf. */
class CompositeTest {
    private static final StopRule A = Rules.atLeast("a", 1);
    private static final StopRule B = Rules.atLeast("b", 1);
    private static final StopRule C = Rules.atLeast("c", 1);

    @ParameterizedTest(name = "a={0} b={1} c={2}")
    @CsvSource({
        "1, 1, 1, F F F",
        "1, 1, 0, H F F",
        "1, 0, 0, H F H",
        "0, 0, 0, H H H",
        "1, 1, -, N F F",
        "1, 0, -, H F N",
        "0, 0, -, H N H",
        "1, -, -, N F N",
        "0, -, -, H N N",
        "-, -, -, N N N"
    })
    void shouldFireWhenEnoughRulesFireInTheSameEvaluation(String a, String b, String c, String expected) {
        Observation observation = Table.epoch(1, metric("a", a), metric("b", b), metric("c", c));
        String verdicts = String.join(
                " ",
                Table.verdicts(Rules.allOf(A, B, C), List.of(observation)),
                Table.verdicts(Rules.anyOf(A, B, C), List.of(observation)),
                Table.verdicts(Rules.atLeastOf(2, A, B, C), List.of(observation)));
        assertThat(verdicts).isEqualTo(expected);
    }

    @Test
    void shouldNotLatch() {
        // a is reached in epochs 1 and 3, b in 2 and 3
        List<Observation> observations =
                List.of(Table.epoch(1, "a=1", "b=0"), Table.epoch(2, "a=0", "b=1"), Table.epoch(3, "a=1", "b=1"));
        assertThat(Table.verdicts(Rules.allOf(A, B), observations)).isEqualTo("H H F");
    }

    @Test
    void shouldKeepCountingWhileItHolds() {
        // early stopping alone would end the run in epoch 3
        StopRule rule = Rules.allOf(Rules.early(2), Rules.atLeast("a", 1));
        List<Observation> observations = List.of(
                Table.epoch(1, Rules.LOSS + "=1", "a=0"),
                Table.epoch(2, Rules.LOSS + "=1", "a=0"),
                Table.epoch(3, Rules.LOSS + "=1", "a=0"),
                Table.epoch(4, Rules.LOSS + "=0.5", "a=1"),
                Table.epoch(5, Rules.LOSS + "=0.6", "a=1"),
                Table.epoch(6, Rules.LOSS + "=0.7", "a=1"));
        assertThat(Table.verdicts(rule, observations)).isEqualTo("H H H H H F");
    }

    @Test
    void shouldBeWarmingWhileAWarmingRuleMayStillDecide() {
        StopRule plateau = Rules.plateau(3, 0.1, 1);
        List<Observation> observations = Table.observations(Rules.LOSS, "1 1 1");

        assertThat(Table.verdicts(Rules.allOf(Rules.maxEpochs(1), plateau), observations))
                .isEqualTo("W W F");
        assertThat(Table.verdicts(Rules.allOf(Rules.maxEpochs(9), plateau), observations))
                .isEqualTo("H H H");
        assertThat(Table.verdicts(Rules.anyOf(Rules.maxEpochs(9), plateau), observations))
                .isEqualTo("W W F");
    }

    @Test
    void shouldNest() {
        StopRule rule = Rules.anyOf(Rules.allOf(A, Rules.atLeastOf(1, B, C)), Rules.maxEpochs(4));

        assertThat(Table.verdicts(
                        rule,
                        List.of(
                                Table.epoch(1, "a=1", "b=0", "c=0"),
                                Table.epoch(2, "a=0", "b=1", "c=1"),
                                Table.epoch(3, "a=1", "b=0", "c=1"),
                                Table.epoch(4, "a=0", "b=0", "c=0"))))
                .isEqualTo("H H F F");
    }

    @Test
    void shouldFireWithinAnEpochWhereRulesThatLookThenSuffice() {
        StopRule tooLong = Rules.maxDuration(Duration.ofSeconds(90));
        List<Observation> observations =
                List.of(Table.epoch(1, "a=1"), Table.step(14), Table.step(15), Table.epoch(2, "a=1"));

        assertThat(Table.verdicts(Rules.anyOf(A, tooLong), observations)).isEqualTo("F N F F");
        assertThat(Table.verdicts(Rules.atLeastOf(2, A, tooLong, Rules.maxSteps(15)), observations))
                .isEqualTo("H H F F");
    }

    @Test
    void shouldWaitForTheEndOfTheEpochWhereARuleLooksOnlyThen() {
        StopRule tooLong = Rules.maxDuration(Duration.ofSeconds(90));
        List<Observation> observations =
                List.of(Table.epoch(1, "a=1"), Table.step(14), Table.step(15), Table.epoch(2, "a=1"));

        assertThat(Table.verdicts(Rules.allOf(A, tooLong), observations)).isEqualTo("H H N F");
        assertThat(Table.verdicts(Rules.allOf(A, B), observations)).isEqualTo("N . . N");
    }

    @Test
    void shouldNotCountEpochsAtSteps() {
        StopRule rule = Rules.anyOf(Rules.early(2), Rules.maxSteps(1_000));
        assertThat(Table.verdicts(
                        rule,
                        List.of(
                                Table.epoch(1, Rules.LOSS + "=1"),
                                Table.step(15, Rules.LOSS + "=2"),
                                Table.step(16, Rules.LOSS + "=2"),
                                Table.step(17, Rules.LOSS + "=2"),
                                Table.epoch(2, Rules.LOSS + "=2"),
                                Table.epoch(3, Rules.LOSS + "=2"))))
                .isEqualTo("H N N N H F");
    }

    @Test
    void shouldEndTheRunByItsOwnOutcome() {
        StopRule rule = new StopRule.AnyOf("guard", Outcome.UNSTABLE, List.of(Rules.diverged(), A));
        Decision decision =
                Table.decisions(rule, List.of(Table.epoch(1, "a=nan"))).get(0);

        assertThat(decision.outcome()).contains(Outcome.UNSTABLE);
        assertThat(decision.reason()).isEqualTo("guard: 1 of 2 rules fire, 1 needed: diverged (a is NaN)");
        assertThat(decision.fired().get(0).children())
                .extracting(Verdict::fired)
                .containsExactly(true, false);
    }

    @Test
    void shouldNeverFireWithoutRules() {
        assertThat(Table.verdicts(Rules.allOf(), "x", "1")).isEqualTo("H");
    }

    private static String metric(String name, String value) {
        return value.equals("-") ? "" : name + "=" + value;
    }
}
