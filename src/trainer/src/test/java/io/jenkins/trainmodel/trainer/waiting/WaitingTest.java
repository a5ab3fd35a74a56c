package io.jenkins.trainmodel.trainer.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final long MILLISECOND = 1_000_000;

    private final Machine machine = new Machine();

    /** A machine on which steps take so long in each mode. */
    private static final class Machine implements WaitingSwitch {
        private final Map<WaitingMode, Long> nanoseconds = new EnumMap<>(WaitingMode.class);
        private WaitingMode mode = WaitingMode.SPINNING;
        private long now;
        private int switches;

        void takes(double spinning, double sleeping) {
            nanoseconds.put(WaitingMode.SPINNING, (long) (spinning * MILLISECOND));
            nanoseconds.put(WaitingMode.SLEEPING, (long) (sleeping * MILLISECOND));
        }

        @Override
        public void use(WaitingMode other) {
            switches += other == mode ? 0 : 1;
            mode = other;
        }

        long step() {
            long taken = nanoseconds.get(mode);
            now += taken;
            return taken;
        }

        /** What is told in so many steps. */
        List<WaitingChoice> train(Waiting waiting, int steps) {
            return IntStream.range(0, steps)
                    .mapToObj(step -> waiting.stepDone(step()))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private Waiting waiting() {
        return new Waiting(machine, () -> machine.now);
    }

    @Test
    void shouldBeginAsleep() {
        waiting();

        assertThat(machine.mode).isEqualTo(WaitingMode.SLEEPING);
    }

    @Test
    void shouldSpinWhereThatIsFaster() {
        machine.takes(1.5, 2.5);

        List<WaitingChoice> told = machine.train(waiting(), 2000);

        assertThat(told).singleElement().satisfies(choice -> {
            assertThat(choice.mode()).isEqualTo(WaitingMode.SPINNING);
            assertThat(choice.secondsPerStep().get(WaitingMode.SPINNING)).isCloseTo(0.0015, within(1e-9));
            assertThat(choice.secondsPerStep().get(WaitingMode.SLEEPING)).isCloseTo(0.0025, within(1e-9));
        });
        assertThat(machine.mode).isEqualTo(WaitingMode.SPINNING);
    }

    @Test
    void shouldLeaveProcessorsToOthersWhereSpinningGainsLittle() {
        machine.takes(2.45, 2.5);

        List<WaitingChoice> told = machine.train(waiting(), 2000);

        assertThat(told).extracting(WaitingChoice::mode).containsExactly(WaitingMode.SLEEPING);
        assertThat(machine.mode).isEqualTo(WaitingMode.SLEEPING);
    }

    @Test
    void shouldTryAgainWhenStepsTakeAnotherTime() {
        machine.takes(1.5, 2.5);
        Waiting waiting = waiting();
        machine.train(waiting, 2000);
        machine.takes(80, 4);

        List<WaitingChoice> told = machine.train(waiting, 2000);

        assertThat(told).extracting(WaitingChoice::mode).containsExactly(WaitingMode.SLEEPING);
    }

    @Test
    void shouldNotTryAgainWhileNothingChanges() {
        machine.takes(1.5, 2.5);
        Waiting waiting = waiting();
        machine.train(waiting, 2000);
        int before = machine.switches;

        machine.train(waiting, 100_000);

        assertThat(machine.switches).isEqualTo(before);
    }

    /** Another program's threads spun while it was tried: those that sleep are as fast without it. */
    @Test
    void shouldTryAgainWhileThreadsSleepThoughTheirStepsTakeTheSameTime() {
        machine.takes(30, 28);
        Waiting waiting = waiting();
        machine.train(waiting, 200);
        assertThat(machine.mode).isEqualTo(WaitingMode.SLEEPING);
        machine.takes(15, 28);
        long begin = machine.now;

        while (machine.train(waiting, 1).isEmpty()) {
            assertThat((machine.now - begin) / 1e9).isLessThan(60);
        }

        assertThat(machine.mode).isEqualTo(WaitingMode.SPINNING);
    }

    /** A load that comes and goes must not be followed at the price of what is gained. */
    @Test
    void shouldTryForASmallShareOfTheTimeOnly() {
        machine.takes(1.5, 2.5);
        Waiting waiting = waiting();
        machine.train(waiting, 2000);
        int before = machine.switches;
        long begin = machine.now;

        for (int i = 0; i < 100; i++) {
            machine.takes(i % 2 == 0 ? 1.5 : 6, i % 2 == 0 ? 2.5 : 3);
            machine.train(waiting, 1000);
        }

        double trials = (machine.switches - before) / 6.0;
        double seconds = (machine.now - begin) / 1e9;
        assertThat(trials).isBetween(1.0, seconds / 25);
    }

    @Test
    void shouldTryWithFewStepsWhereEachTakesLong() {
        machine.takes(400, 500);

        List<WaitingChoice> told = machine.train(waiting(), 5 + 1 + 2 * 6);

        assertThat(told).extracting(WaitingChoice::mode).containsExactly(WaitingMode.SPINNING);
    }

    /** A trial of such steps takes long, and fifty times as long would be most of an hour. */
    @Test
    void shouldNotSpinForLongBesideALoadThatHasCome() {
        machine.takes(3000, 3500);
        Waiting waiting = waiting();
        machine.train(waiting, 20);
        assertThat(machine.mode).isEqualTo(WaitingMode.SPINNING);
        long begin = machine.now;
        machine.takes(12_000, 6000);

        while (machine.train(waiting, 1).isEmpty()) {
            assertThat((machine.now - begin) / 1e9).isLessThan(300);
        }

        assertThat(machine.mode).isEqualTo(WaitingMode.SLEEPING);
    }
}
