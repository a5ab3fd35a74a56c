package io.jenkins.trainmodel.trainer.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.spec.CheckpointSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetainedTest {
    private static final int STEPS_PER_EPOCH = 10;

    private static Retained of(int everyEpochs, int keep, int keepBest, int epochs) {
        return of(everyEpochs, Optional.empty(), Optional.empty(), keep, keepBest, epochs, true);
    }

    private static Retained of(
            int everyEpochs,
            Optional<Double> everyMinutes,
            Optional<Integer> everySteps,
            int keep,
            int keepBest,
            int epochs,
            boolean compared) {
        CheckpointSpec spec = new CheckpointSpec(
                everyEpochs, everyMinutes, everySteps, keep, keepBest, "validation/loss", Direction.MIN, 1 << 30);
        return Retained.of(spec, epochs, STEPS_PER_EPOCH, compared, 6);
    }

    @Test
    void shouldKeepTheNewestAndTheBestBesides() {
        assertThat(of(1, 3, 1, 60)).isEqualTo(new Retained(60, 4, 3));
        assertThat(of(1, 1, 5, 60)).isEqualTo(new Retained(60, 6, 5));
    }

    @Test
    void shouldKeepTheVeryBestInAnyCase() {
        assertThat(of(1, 3, 0, 60)).isEqualTo(new Retained(60, 4, 3));
    }

    @Test
    void shouldKeepNoMoreThanIsWritten() {
        assertThat(of(1, 3, 1, 2)).isEqualTo(new Retained(2, 2, 2));
        assertThat(of(1000, 3, 0, 2)).isEqualTo(new Retained(1, 1, 1));
    }

    /** One that is better than all before is written out of its turn. */
    @Test
    void shouldKnowThatEveryEpochMayBeTheBest() {
        assertThat(of(10, 3, 1, 20)).isEqualTo(new Retained(2, 4, 2));
    }

    @Test
    void shouldCountWhatIsWrittenWithinEpochs() {
        assertThat(of(10, Optional.empty(), Optional.of(4), 3, 0, 10, true)).isEqualTo(new Retained(26, 4, 3));
        assertThat(of(10, Optional.of(2.0), Optional.empty(), 3, 0, 10, true)).isEqualTo(new Retained(4, 4, 3));
    }

    @Test
    void shouldKnowNoBestOneWithoutItsMetric() {
        assertThat(of(1, Optional.empty(), Optional.empty(), 3, 2, 60, false)).isEqualTo(new Retained(60, 3, 3));
    }
}
