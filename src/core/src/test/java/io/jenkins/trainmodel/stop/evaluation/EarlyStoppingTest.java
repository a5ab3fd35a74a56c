package io.jenkins.trainmodel.stop.evaluation;

import static io.jenkins.trainmodel.metric.Direction.MAX;
import static io.jenkins.trainmodel.metric.Direction.MIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {
    private static final String LOSS = "validation/loss";

    @ParameterizedTest(name = "patience {0}: {1}")
    @CsvSource(textBlock = """
            1, 1.0 0.9 0.8                 , H H H
            1, 1.0 1.0                     , H F
            1, 1.0 1.1                     , H F
            1, 1.0                         , H
            0, 1.0 1.0                     , H F
            2, 1.0 1.1 1.2                 , H H F
            2, 1.0 1.1 0.9 1.0 0.9         , H H H H F
            2, 1.0 1.1 1.1 1.1             , H H F F
            3, 1.0 0.5 0.6 0.5 0.5         , H H H H F
            2, 1.0 1.1 - 1.1               , H H N F
            2, 1.0 - - - 1.1 - 1.1         , H N N N H N F
            2, - - 1.0 1.1 1.1             , N N H H F
            2, 1.0 nan 0.9 nan nan         , H H H H F
            2, 1.0 nan inf                 , H H F
            2, 1.0 -inf -inf               , H H F
            1, nan                         , F
            2, nan nan                     , H F
            2, nan 5.0 6.0 6.0             , H H H F
            2, inf 5.0 6.0 6.0             , H H H F
            2, 0 -0.0 0                    , H H F
            """)
    void shouldFireAtThePatiencethConsecutiveCheckWithoutImprovement(int patience, String values, String expected) {
        assertThat(Table.verdicts(rule(MIN, patience, 0, OptionalDouble.empty(), 1), LOSS, values))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "max, patience {0}: {1}")
    @CsvSource(textBlock = """
            1, 0.5 0.6 0.6                 , H H F
            2, 0.5 0.4 0.6 0.6 0.5         , H H H H F
            2, 0.5 inf inf                 , H H F
            2, -1 -2 -0.5 -0.5 -3          , H H H H F
            """)
    void shouldTakeTheDirection(int patience, String values, String expected) {
        assertThat(Table.verdicts(rule(MAX, patience, 0, OptionalDouble.empty(), 1), LOSS, values))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, minDelta {1}: {2}")
    @CsvSource(textBlock = """
            MIN, 0.25, 1.0 0.75            , H F
            MIN, 0.25, 1.0 0.7499          , H H
            MIN, 0.1 , 0.8 0.7             , H F
            MIN, 0.1 , 0.4 0.3             , H F
            MIN, 0.1 , 0.3 0.2             , H F
            MIN, 0.1 , 0.8 0.6999999       , H H
            MAX, 0.01, 0.5 0.51            , H F
            MAX, 0.01, 0.7 0.71            , H F
            MAX, 0.01, 0.5 0.5100001       , H H
            MAX, 0.25, 0.5 0.75            , H F
            MIN, 0.3 , 1.0 0.9 0.8 0.69    , H F F H
            """)
    void shouldDemandMoreThanMinDeltaAndNotJustIt(Direction mode, double delta, String values, String expected) {
        assertThat(Table.verdicts(rule(mode, 1, delta, OptionalDouble.empty(), 1), LOSS, values))
                .isEqualTo(expected);
    }

    @Test
    void shouldMeasureSlowProgressAgainstTheBestAndNotTheEpochBefore() {
        // each epoch is 0.1 better than the one before: the second is enough against the best
        assertThat(Table.verdicts(rule(MIN, 2, 0.15, OptionalDouble.empty(), 1), LOSS, "1.0 0.9 0.8 0.7 0.6"))
                .isEqualTo("H H H H H");
    }

    @ParameterizedTest(name = "patience {0}, baseline {1}: {2}")
    @CsvSource(textBlock = """
            1, 0.5, 1.0                     , F
            2, 0.5, 1.0 0.9                 , H F
            3, 0.5, 1.0 0.9 0.8             , H H F
            3, 0.5, 1.0 0.9 0.4 0.3         , H H H H
            2, 0.5, 0.4 0.45 0.45           , H H F
            2, 0.5, 1.0 0.4 0.45 0.3        , H H H H
            2, 0.5, 1.0 0.5                 , H F
            3, 0.5, 0.4 0.6 0.45 0.42       , H H H F
            2, 0.5, - 1.0 - 0.9             , N H N F
            2, 0.5, nan 0.6                 , H F
            """)
    void shouldResetPatienceOnlyOnBestAndBaseline(int patience, double baseline, String values, String expected) {
        assertThat(Table.verdicts(rule(MIN, patience, 0, OptionalDouble.of(baseline), 1), LOSS, values))
                .isEqualTo(expected);
    }

    @Test
    void shouldDemandMoreThanMinDeltaOfTheBaselineToo() {
        assertThat(Table.verdicts(rule(MIN, 2, 0.25, OptionalDouble.of(1.0), 1), LOSS, "0.75 0.4999 0.6 0.6"))
                .isEqualTo("H H H F");
        assertThat(Table.verdicts(rule(MIN, 2, 0.25, OptionalDouble.of(1.0), 1), LOSS, "2.0 0.75"))
                .isEqualTo("H F");
    }

    @Test
    void shouldRememberABestThatDidNotReachTheBaseline() {
        List<Decision> decisions =
                Table.decisions(rule(MIN, 5, 0, OptionalDouble.of(0.1), 1), Table.observations(LOSS, "1.0 0.8 0.9"));
        assertThat(last(decisions).best()).contains(0.8);
        assertThat(last(decisions).bestEpoch()).contains(2);
        assertThat(last(decisions).patienceLeft()).contains(2);
    }

    @ParameterizedTest(name = "startEpoch {0}: {1}")
    @CsvSource(textBlock = """
            1, 1.0 1.1                     , H F
            2, 0.1 1.0 1.1                 , W H F
            3, 0.1 0.1 1.0 0.9 0.95        , W W H H F
            3, 0.1 nan 1.0 1.1             , W W H F
            3, - - 1.0 1.1                 , W W H F
            3, 0.1 0.1 - 1.0 1.1           , W W N H F
            9, 1.0 1.0 1.0                 , W W W
            """)
    void shouldNeitherCountNorSetTheBestBeforeStartEpoch(int startEpoch, String values, String expected) {
        assertThat(Table.verdicts(rule(MIN, 1, 0, OptionalDouble.empty(), startEpoch), LOSS, values))
                .isEqualTo(expected);
    }

    @Test
    void shouldNotLookWithinAnEpoch() {
        StopRule rule = rule(MIN, 1, 0, OptionalDouble.empty(), 1);
        assertThat(Table.verdicts(
                        rule,
                        List.of(
                                Table.step(5, LOSS + "=1"),
                                Table.epoch(1, LOSS + "=2"),
                                Table.step(15, LOSS + "=3"),
                                Table.epoch(2, LOSS + "=1.5"))))
                .isEqualTo(". H . H");
    }

    @Test
    void shouldSayWhatItCounts() {
        List<Decision> decisions = Table.decisions(
                rule(MIN, 3, 0.0001, OptionalDouble.empty(), 1),
                Table.observations(LOSS, "0.05 0.0412 0.0412 - nan 0.0413"));

        assertThat(decisions.stream().map(decision -> decision.verdicts().get(0).explanation()))
                .containsExactly(
                        "validation/loss is 0.05, the first value checked",
                        "validation/loss is 0.0412, better than 0.05 (epoch 1)",
                        "validation/loss has not improved on 0.0412 (epoch 2) by more than 0.0001 for 1 of 3 epochs",
                        "validation/loss was not measured in epoch 4",
                        "validation/loss has not improved on 0.0412 (epoch 2) by more than 0.0001 for 2 of 3 epochs"
                                + " (now NaN)",
                        "validation/loss has not improved on 0.0412 (epoch 2) by more than 0.0001 for 3 of 3 epochs");
        assertThat(last(decisions).value()).contains(0.0413);
        assertThat(last(decisions).best()).contains(0.0412);
        assertThat(last(decisions).bestEpoch()).contains(2);
        assertThat(last(decisions).patienceLeft()).contains(0);
        assertThat(last(decisions).progress()).contains(1.0);
        assertThat(decisions.get(4).verdicts().get(0).value()).isEmpty();
        assertThat(decisions.get(3).verdicts().get(0).patienceLeft()).contains(2);
    }

    private static Verdict last(List<Decision> decisions) {
        return decisions.get(decisions.size() - 1).verdicts().get(0);
    }

    private static StopRule rule(
            Direction mode, int patience, double minDelta, OptionalDouble baseline, int startEpoch) {
        return Rules.early(LOSS, mode, patience, minDelta, baseline, startEpoch);
    }
}
