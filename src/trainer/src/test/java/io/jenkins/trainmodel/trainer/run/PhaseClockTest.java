package io.jenkins.trainmodel.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseClockTest {
    @Test
    void shouldAddUpToTheWallTime() throws Exception {
        PhaseClock clock = new PhaseClock();
        long start = System.nanoTime();

        clock.measure(PhaseClock.VALIDATION, () -> {
            Thread.sleep(30);
            return null;
        });
        Thread.sleep(20);
        Map<String, Double> phases = clock.take();

        double wall = (System.nanoTime() - start) / 1e9;
        assertThat(phases.get(PhaseClock.VALIDATION)).isGreaterThanOrEqualTo(0.03);
        assertThat(phases.get("other")).isGreaterThanOrEqualTo(0.02);
        assertThat(phases.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(wall, within(0.01));
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
}
