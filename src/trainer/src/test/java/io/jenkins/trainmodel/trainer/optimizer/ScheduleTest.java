package io.jenkins.trainmodel.trainer.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.spec.ScheduleSpec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    private static final double RATE = 0.2;
    private static final long STEPS_PER_EPOCH = 10;
    private static final OptionalLong PLANNED = OptionalLong.of(100);

    static Stream<Arguments> rates() {
        ScheduleSpec constant = new ScheduleSpec.Constant(0);
        ScheduleSpec warm = new ScheduleSpec.Constant(4);
        ScheduleSpec step = new ScheduleSpec.StepDecay(0, 2, 0.5);
        ScheduleSpec cosine = new ScheduleSpec.Cosine(0, Optional.empty(), 0.1);
        ScheduleSpec warmCosine = new ScheduleSpec.Cosine(20, Optional.of(10), 0);
        ScheduleSpec linear = new ScheduleSpec.Linear(0, Optional.of(2), 0.5);
        ScheduleSpec polynomial = new ScheduleSpec.Polynomial(0, Optional.empty(), 0, 2);
        ScheduleSpec restarts = new ScheduleSpec.CosineRestarts(0, Optional.of(2), Optional.empty(), 2, 0.1);
        ScheduleSpec evenRestarts = new ScheduleSpec.CosineRestarts(4, Optional.empty(), Optional.of(5), 1, 0);
        return Stream.of(
                Arguments.of(restarts, 1, 0.2),
                Arguments.of(restarts, 11, 0.2 * (0.1 + 0.9 / 2)),
                Arguments.of(restarts, 20, 0.2 * (0.1 + 0.9 * (1 + Math.cos(Math.PI * 0.95)) / 2)),
                Arguments.of(restarts, 21, 0.2),
                Arguments.of(restarts, 41, 0.2 * (0.1 + 0.9 / 2)),
                Arguments.of(restarts, 61, 0.2),
                Arguments.of(restarts, 101, 0.2 * (0.1 + 0.9 / 2)),
                Arguments.of(evenRestarts, 2, 0.1),
                Arguments.of(evenRestarts, 5, 0.2),
                Arguments.of(evenRestarts, 6, 0.1 * (1 + Math.cos(Math.PI * 0.2))),
                Arguments.of(evenRestarts, 10, 0.2),
                Arguments.of(evenRestarts, 1_000_000_005, 0.2),
                Arguments.of(constant, 1, 0.2),
                Arguments.of(constant, 1_000_000, 0.2),
                Arguments.of(warm, 1, 0.05),
                Arguments.of(warm, 3, 0.15),
                Arguments.of(warm, 4, 0.2),
                Arguments.of(warm, 5, 0.2),
                Arguments.of(step, 20, 0.2),
                Arguments.of(step, 21, 0.1),
                Arguments.of(step, 41, 0.05),
                Arguments.of(cosine, 1, 0.2),
                Arguments.of(cosine, 51, 0.2 * (0.1 + 0.9 / 2)),
                Arguments.of(cosine, 34, 0.2 * (0.1 + 0.9 * (1 + Math.cos(Math.PI * 0.33)) / 2)),
                Arguments.of(cosine, 101, 0.02),
                Arguments.of(cosine, 500, 0.02),
                Arguments.of(warmCosine, 10, 0.1),
                Arguments.of(warmCosine, 21, 0.2),
                Arguments.of(warmCosine, 61, 0.1),
                Arguments.of(warmCosine, 101, 0),
                Arguments.of(linear, 11, 0.15),
                Arguments.of(linear, 21, 0.1),
                Arguments.of(polynomial, 51, 0.05),
                Arguments.of(polynomial, 101, 0));
    }

    @ParameterizedTest
    @MethodSource("rates")
    void shouldGiveTheRateOfItsFormula(ScheduleSpec spec, long step, double rate) {
        Schedule schedule = Schedule.of(spec, RATE, STEPS_PER_EPOCH, PLANNED);

        assertThat(schedule.learningRate(step)).isCloseTo(rate, within(1e-15));
    }

    @Test
    void shouldTellItsPlaceByEpochsWhereItsLengthIsOneInEpochs() {
        ScheduleSpec ofTheRun = new ScheduleSpec.Linear(0, Optional.empty(), 0);

        assertThat(Schedule.isOfEpochs(ofTheRun, false)).isTrue();
        assertThat(Schedule.isOfEpochs(ofTheRun, true)).isFalse();
        assertThat(Schedule.isOfEpochs(new ScheduleSpec.Linear(0, Optional.of(2), 0), true))
                .isTrue();
        assertThat(Schedule.isOfEpochs(new ScheduleSpec.Cosine(0, Optional.of(2), 0), true))
                .isTrue();
        assertThat(Schedule.isOfEpochs(new ScheduleSpec.Polynomial(0, Optional.of(2), 0, 2), true))
                .isTrue();
        assertThat(Schedule.isOfEpochs(new ScheduleSpec.StepDecay(0, 2, 0.5), true))
                .isTrue();
        assertThat(Schedule.isOfEpochs(
                        new ScheduleSpec.CosineRestarts(0, Optional.of(2), Optional.empty(), 2, 0), true))
                .isTrue();
        assertThat(Schedule.isOfEpochs(
                        new ScheduleSpec.CosineRestarts(0, Optional.empty(), Optional.of(5), 2, 0), false))
                .isFalse();
    }

    @Test
    void shouldAskForEpochsWhereNothingBoundsTheRun() {
        ScheduleSpec endless = new ScheduleSpec.Cosine(0, Optional.empty(), 0);

        assertThatThrownBy(() -> Schedule.of(endless, RATE, STEPS_PER_EPOCH, OptionalLong.empty()))
                .hasMessageContaining("schedule cosine needs epochs");
    }
}
