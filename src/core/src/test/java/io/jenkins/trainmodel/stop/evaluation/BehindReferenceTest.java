package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehindReferenceTest {
    private static final Map<Integer, Double> REFERENCE = Map.of(1, 0.8, 2, 0.5, 4, Double.NaN, 5, 0.3);

    @ParameterizedTest(name = "{0}, slack {1}: {2}")
    @CsvSource(textBlock = """
            MIN, 0.1, 0.9 0.6 9 9 0.4       , H H N N H
            MIN, 0.1, 0.91 0.61 9 9 0.41    , F F N N F
            MIN, 0  , 0.8 0.5 - - 0.31      , H H N N F
            MIN, 0.1, nan inf - - -inf      , F F N N F
            MAX, 0.1, 0.7 0.4 0 0 0.2       , H H N N H
            MAX, 0.1, 0.69 0.39 0 0 0.19    , F F N N F
            MAX, 0  , 0.9 0.5 0 0 0.29      , H H N N F
            """)
    void shouldFireWhenWorseAtTheSameEpochByMoreThanTheSlack(
            Direction mode, double slack, String values, String expected) {
        StopRule rule =
                new StopRule.BehindReference("behind", Outcome.UNSTABLE, "m", mode, slack, Optional.of("other.csv"), 1);
        StopEvaluator evaluator = StopEvaluator.start(
                List.of(rule),
                (reference, metric, epoch) -> reference.equals(Optional.of("other.csv")) && metric.equals("m")
                        ? Optional.ofNullable(REFERENCE.get(epoch))
                        : Optional.empty());

        assertThat(Table.letters(Table.observations("m", values).stream()
                        .map(evaluator::observe)
                        .toList()))
                .isEqualTo(expected);
    }

    @Test
    void shouldNotJudgeWithoutAReference() {
        assertThat(Table.verdicts(Rules.behindReference(0), Rules.LOSS, "5 nan -"))
                .isEqualTo("N N N");
    }
}
