package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** At step 100 of 100 an epoch, 50 s of training and 2 minutes after the origin, saving takes 30 s. */
class EarliestEndTest {
    private static final OptionalDouble HALF_A_SECOND = OptionalDouble.of(0.5);

    @Test
    void shouldReckonEpochsAndStepsWithThePace() {
        assertThat(end(Rules.maxEpochs(10))).contains(new EarliestEnd("maxEpochs", 450));
        assertThat(end(Rules.maxSteps(130))).contains(new EarliestEnd("maxSteps", 15));
    }

    @Test
    void shouldReckonEpochsByEpochsAndStepsByStepsBehindAnotherBatchSize() {
        Pace behindHalfEpochs = pace(HALF_A_SECOND, 50);

        assertThat(EarliestEnd.of(List.of(Rules.maxEpochs(10)), behindHalfEpochs))
                .contains(new EarliestEnd("maxEpochs", 475));
        assertThat(EarliestEnd.of(List.of(Rules.maxSteps(130)), behindHalfEpochs))
                .contains(new EarliestEnd("maxSteps", 15));
    }

    @Test
    void shouldTakeTheTimeThatTheTrainingMayStillLast() {
        assertThat(end(Rules.maxDuration(Duration.ofSeconds(60)))).contains(new EarliestEnd("maxDuration", 10));
    }

    @Test
    void shouldKeepADeadlineWithItsReserve() {
        assertThat(end(Rules.finishBy(Duration.ofMinutes(10)))).contains(new EarliestEnd("finishBy", 450));
    }

    @Test
    void shouldNameTheRuleThatComesFirst() {
        StopRule epochs = Rules.maxEpochs(10);

        assertThat(end(epochs, Rules.finishBy(Duration.ofMinutes(9)))).contains(new EarliestEnd("finishBy", 390));
        assertThat(end(epochs, Rules.finishBy(Duration.ofMinutes(11)))).contains(new EarliestEnd("maxEpochs", 450));
    }

    @Test
    void shouldWaitForTheLastOfRulesThatMustFireTogether() {
        StopRule both = Rules.allOf(Rules.maxEpochs(10), Rules.finishBy(Duration.ofMinutes(9)));

        assertThat(end(both)).contains(new EarliestEnd("maxEpochs", 450));
        assertThat(end(Rules.allOf(Rules.maxEpochs(10), Rules.atLeast("a", 1)))).isEmpty();
    }

    @Test
    void shouldKnowTheTimeBeforeThePace() {
        Pace unknown = pace(OptionalDouble.empty());
        List<StopRule> rules = List.of(Rules.maxEpochs(10), Rules.maxDuration(Duration.ofSeconds(60)));

        assertThat(EarliestEnd.of(rules, unknown)).contains(new EarliestEnd("maxDuration", 10));
        assertThat(EarliestEnd.of(List.of(Rules.maxEpochs(10)), unknown)).isEmpty();
    }

    @Test
    void shouldNeverBeInThePast() {
        assertThat(end(Rules.finishBy(Duration.ofMinutes(1)))).contains(new EarliestEnd("finishBy", 0));
    }

    @Test
    void shouldNotTakeAMilestoneForTheEnd() {
        assertThat(end(Rules.milestone(3), Rules.early(3))).isEmpty();
    }

    private static Optional<EarliestEnd> end(StopRule... rules) {
        return EarliestEnd.of(List.of(rules), pace(HALF_A_SECOND));
    }

    private static Pace pace(OptionalDouble secondsPerStep) {
        return pace(secondsPerStep, 100);
    }

    private static Pace pace(OptionalDouble secondsPerStep, long stepOfEpochs) {
        Instant origin = Table.MIDNIGHT.toInstant();
        return new Pace(
                100,
                100,
                stepOfEpochs,
                50,
                secondsPerStep,
                new WallClock(origin, Table.MIDNIGHT.plusMinutes(2), Deadline.SMALLEST_RESERVE));
    }
}
