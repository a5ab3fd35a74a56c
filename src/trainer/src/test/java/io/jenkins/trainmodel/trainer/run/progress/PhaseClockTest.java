package io.jenkins.trainmodel.trainer.run.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseClockTest {
    private static final double ROUNDING = 1e-6;

    @Test
    void shouldAddUpToTheWallTime() throws Exception {
        long before = System.nanoTime();
        PhaseClock clock = new PhaseClock();
        long start = System.nanoTime();

        clock.measure(PhaseClock.VALIDATION, () -> {
            Thread.sleep(30);
            return null;
        });
        Thread.sleep(20);
        long end = System.nanoTime();
        Map<String, Double> phases = clock.take();
        long after = System.nanoTime();

        assertThat(phases.get(PhaseClock.VALIDATION)).isGreaterThanOrEqualTo(0.03);
        assertThat(phases.get("other")).isGreaterThanOrEqualTo(0.02);
        assertThat(phases.values().stream().mapToDouble(Double::doubleValue).sum())
                .isBetween((end - start) / 1e9 - ROUNDING, (after - before) / 1e9 + ROUNDING);
    }

    @Test
    void shouldBeginAnewWhenTaken() {
        PhaseClock clock = new PhaseClock();
        clock.add(PhaseClock.CHECKPOINT, 3);
        clock.take();

        assertThat(clock.take()).containsOnlyKeys("other");
    }

    @Test
    void shouldCountThePhaseOfWorkThatFails() {
        PhaseClock clock = new PhaseClock();

        try {
            clock.measure(PhaseClock.CHECKPOINT, () -> {
                throw new IllegalStateException("disk full");
            });
        } catch (Exception expected) {
            assertThat(expected).hasMessage("disk full");
        }

        assertThat(clock.take()).containsKey(PhaseClock.CHECKPOINT);
    }

    @Test
    void shouldSumUpWhatWasTakenAndWhatWasNot() {
        PhaseClock clock = new PhaseClock();
        clock.add(PhaseClock.CHECKPOINT, 3);
        clock.take();
        clock.add(PhaseClock.CHECKPOINT, 4);

        assertThat(clock.all()).containsEntry(PhaseClock.CHECKPOINT, 7.0);
        assertThat(clock.all()).containsEntry(PhaseClock.CHECKPOINT, 7.0).containsKey("other");
    }

    @Test
    void shouldTakeNothingFromTheEpochThatGoesOn() {
        PhaseClock clock = new PhaseClock();
        clock.add(PhaseClock.CHECKPOINT, 3);

        assertThat(clock.all()).containsEntry(PhaseClock.CHECKPOINT, 3.0);
        assertThat(clock.take()).containsEntry(PhaseClock.CHECKPOINT, 3.0);
        assertThat(clock.all()).containsEntry(PhaseClock.CHECKPOINT, 3.0);
    }

    @Test
    void shouldForgetWhatBelongsToNoEpoch() {
        PhaseClock clock = new PhaseClock();
        clock.add(PhaseClock.CHECKPOINT, 3);

        clock.forget();

        assertThat(clock.all()).containsOnlyKeys("other");
    }
}
