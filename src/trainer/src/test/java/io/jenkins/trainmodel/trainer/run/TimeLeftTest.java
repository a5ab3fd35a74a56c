package io.jenkins.trainmodel.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.stop.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
    private static final Limits TEN_EPOCHS = new Limits(OptionalInt.of(10), OptionalLong.empty(), Optional.empty());
    private static final Limits UNLIMITED = new Limits(OptionalInt.empty(), OptionalLong.empty(), Optional.empty());

    private final TimeLeft timeLeft = new TimeLeft(100);

    @Test
    void shouldNotEstimateBeforeAnythingWasObserved() {
        assertThat(timeLeft.at(0, 0, TEN_EPOCHS)).isEmpty();
    }

    @Test
    void shouldReckonWithThePaceSoFar() {
        timeLeft.observe(100, 5);

        assertThat(timeLeft.at(100, 5, TEN_EPOCHS).orElseThrow()).isCloseTo(45, within(1e-9));
    }

    @Test
    void shouldFollowAChangedPace() {
        timeLeft.observe(100, 5);
        for (int epoch = 0; epoch < 30; epoch++) {
            timeLeft.observe(100, 10);
        }

        assertThat(timeLeft.at(900, 300, TEN_EPOCHS).orElseThrow()).isCloseTo(10, within(0.01));
    }

    @Test
    void shouldTakeTheLimitThatComesFirst() {
        Limits limits = new Limits(OptionalInt.of(10), OptionalLong.of(300), Optional.of(Duration.ofSeconds(7)));
        timeLeft.observe(100, 5);

        assertThat(timeLeft.at(100, 5, limits).orElseThrow()).isCloseTo(2, within(1e-9));
        assertThat(timeLeft.at(290, 5, limits).orElseThrow()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void shouldSayNothingOfARunWithoutLimits() {
        timeLeft.observe(100, 5);

        assertThat(timeLeft.at(100, 5, UNLIMITED)).isEmpty();
    }

    @Test
    void shouldNeverBeNegative() {
        timeLeft.observe(100, 5);

        assertThat(timeLeft.at(1_200, 60, TEN_EPOCHS)).contains(0.0);
    }
}
