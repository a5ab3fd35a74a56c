package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** {@code smooth} on the rules with a metric. */
class SmoothedTest {
    private static final String ACCURACY = Rules.ACCURACY;

    @Test
    void shouldLookAtTheMeanOfTheLastValues() {
        assertThat(Table.verdicts(Rules.atLeast(ACCURACY, 0.5, 3), ACCURACY, "0.9 0.9 0.3 0.2 0.9 0.9 0.9"))
                .as("means 0.7, 0.47, 0.47, 0.67")
                .isEqualTo("W W F H H F F");
    }

    @Test
    void shouldBeWarmingUntilThereAreSoManyValues() {
        assertThat(Table.verdicts(Rules.atLeast(ACCURACY, 0.5, 3), ACCURACY, "0.9 - 0.9 - 0.9"))
                .as("a value that was not measured does not count")
                .isEqualTo("W N W N F");
    }

    @Test
    void shouldTakeAMeanWithAValueThatIsNotFiniteForNotFinite() {
        assertThat(Table.verdicts(Rules.atLeast(ACCURACY, 0.5, 2), ACCURACY, "0.9 nan 0.9 0.9"))
                .isEqualTo("W H H F");
    }

    @Test
    void shouldCountChecksOfTheMeanOnly() {
        assertThat(Table.verdicts(early(2, 3), Rules.LOSS, "9 9 9 8 10 9 10 10"))
                .as("means 9, 8.67, 9, 9, 9.67, 9.67")
                .isEqualTo("W W H H H F F F");
    }

    @Test
    void shouldSayWhatIsAveraged() {
        List<Decision> decisions =
                Table.decisions(Rules.atLeast(ACCURACY, 0.5, 2), Table.observations(ACCURACY, "0.2 0.4"));

        assertThat(decisions.get(0).verdicts().get(0).explanation())
                .isEqualTo("1 of the 2 values that are averaged are there");
        Verdict averaged = decisions.get(1).verdicts().get(0);
        assertThat(averaged.value())
                .hasValueSatisfying(
                        value -> assertThat(value).isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-12)));
        assertThat(averaged.explanation())
                .isEqualTo("validation/accuracy is 0.3, not at least 0.5"
                        + " (validation/accuracy averaged over its last 2 values)");
    }

    @Test
    void shouldAverageTheReferenceOverTheSameEpochs() {
        Map<Integer, Double> reference = Map.of(1, 0.1, 2, 0.9, 3, 0.1, 4, 0.9);
        References references = (path, metric, epoch) -> Optional.ofNullable(reference.get(epoch));
        StopRule rule = new StopRule.BehindReference(
                "behind", Outcome.UNSTABLE, Rules.LOSS, Direction.MIN, 0.01, Optional.empty(), 2);
        StopEvaluator evaluator = StopEvaluator.start(List.of(rule), references);

        String verdicts = Table.letters(Table.observations(Rules.LOSS, "0.5 0.5 0.5 0.52 0.5").stream()
                .map(evaluator::observe)
                .toList());

        assertThat(verdicts)
                .as("the reference averages 0.5, and has no epoch 5")
                .isEqualTo("W H H H N");
    }

    @Test
    void shouldKeepWhatTheRuleRemembersWhenTheAveragingIsChangedForAResume() {
        StopEvaluator plain = StopEvaluator.start(List.of(early(3, 1)), References.none());
        Table.observations(Rules.LOSS, "1 2 2").forEach(plain::observe);

        StopEvaluator averaged = StopEvaluator.resume(List.of(early(3, 2)), plain.state(), References.none());
        assertThat(averaged.observe(Table.epoch(4, Rules.LOSS + "=2")).stop()).isFalse();
        StopEvaluator plainAgain = StopEvaluator.resume(List.of(early(3, 1)), averaged.state(), References.none());

        assertThat(plainAgain.observe(Table.epoch(5, Rules.LOSS + "=2")).stop()).isTrue();
    }

    private static StopRule early(int patience, int smooth) {
        return new StopRule.EarlyStopping(
                "earlyStopping",
                Outcome.SUCCESS,
                Rules.LOSS,
                Direction.MIN,
                patience,
                0,
                OptionalDouble.empty(),
                1,
                true,
                Every.EPOCH,
                smooth);
    }
}
