package io.jenkins.trainmodel.trainer.run.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.stop.Deadline;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.EarliestEnd;
import io.jenkins.trainmodel.stop.evaluation.WallClock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private static final StopRule TEN_EPOCHS = new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, 10);
    private static final WallClock CLOCK = clock(ZonedDateTime.parse("2026-11-26T22:00:00Z"));

    private final TimeLeft timeLeft = new TimeLeft(100);

    @Test
    void shouldNotEstimateBeforeAnythingWasObserved() {
        assertThat(timeLeft.at(0, 0, 0, List.of(TEN_EPOCHS), CLOCK)).isEmpty();
    }

    @Test
    void shouldReckonWithThePaceSoFar() {
        timeLeft.observe(100, 5);

        assertThat(secondsLeft(100, 5)).isCloseTo(45, within(1e-9));
    }

    @Test
    void shouldFollowAChangedPace() {
        timeLeft.observe(100, 5);
        for (int epoch = 0; epoch < 30; epoch++) {
            timeLeft.observe(100, 10);
        }

        assertThat(secondsLeft(900, 300)).isCloseTo(10, within(0.01));
    }

    @Test
    void shouldEndWithTheDeadlineWhereThatComesFirst() {
        Deadline deadline = new Deadline.TimeSpan(Duration.ofSeconds(50));
        List<StopRule> rules = List.of(TEN_EPOCHS, new StopRule.FinishBy("morning", Outcome.SUCCESS, deadline));
        timeLeft.observe(100, 5);

        assertThat(timeLeft.at(100, 100, 5, rules, CLOCK)).contains(new EarliestEnd("morning", 20));
        assertThat(timeLeft.at(900, 900, 5, rules, CLOCK).map(EarliestEnd::rule))
                .contains("maxEpochs");
    }

    private double secondsLeft(long step, double elapsedSeconds) {
        Optional<EarliestEnd> end = timeLeft.at(step, step, elapsedSeconds, List.of(TEN_EPOCHS), CLOCK);
        return end.orElseThrow().secondsLeft();
    }

    private static WallClock clock(ZonedDateTime now) {
        return new WallClock(now.toInstant(), now, Deadline.SMALLEST_RESERVE);
    }
}
