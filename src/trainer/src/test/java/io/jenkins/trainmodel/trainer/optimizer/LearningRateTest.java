package io.jenkins.trainmodel.trainer.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.LearningSpec;
import io.jenkins.trainmodel.spec.LearningSpec.ClassWeights;
import io.jenkins.trainmodel.spec.LearningSpec.Precision;
import io.jenkins.trainmodel.spec.OptimizerSpec;
import io.jenkins.trainmodel.spec.ScheduleSpec;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    private static final String LOSS = "validation/loss";

    /** What Keras 3's ReduceLROnPlateau(factor=0.5, patience=2, min_delta=0.1, cooldown=2, min_lr=0.2) does from 1.0. */
    @Test
    void shouldDropAsInKeras() {
        LearningRate rate = rate(plateau(0.5, 2, 0.1, 1, 0.2, Every.EPOCH), Map.of());

        assertThat(rates(rate, 1, 0.95, 0.92, 0.92, 0.92, 0.92, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5))
                .containsExactly(1.0, 1.0, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2);
    }

    @Test
    void shouldTakeAValueThatIsNotFiniteForNoImprovementAndPassOverOneThatIsMissing() {
        LearningRate rate = rate(plateau(0.1, 2, 0, 0, 0, Every.EPOCH), Map.of());

        assertThat(rates(rate, 1, Double.NaN)).containsExactly(1.0, 1.0);
        assertThat(rate.observe(new Observation(3, 30, 3, true, Map.of()))).isEmpty();
        assertThat(rate.observe(epoch(4, Double.POSITIVE_INFINITY))).contains(new LearningRate.Drop(1, 0.1));
    }

    @Test
    void shouldLookAtValidationsWithinAnEpochWhereThatIsAsked() {
        Observation within = new Observation(1, 5, 5, false, Map.of(LOSS, 1.0));
        LearningRate everyEpoch = rate(plateau(0.1, 1, 0, 0, 0, Every.EPOCH), Map.of());
        LearningRate everyValidation = rate(plateau(0.1, 1, 0, 0, 0, Every.VALIDATION), Map.of());

        for (LearningRate rate : List.of(everyEpoch, everyValidation)) {
            rate.observe(within);
            rate.observe(within);
        }

        assertThat(everyEpoch.at(6)).isEqualTo(1);
        assertThat(everyValidation.at(6)).isEqualTo(0.1);
    }

    @Test
    void shouldGoOnFromWhatWasSavedAsIfNothingHadHappened() {
        ScheduleSpec schedule = plateau(0.5, 2, 0.1, 1, 0.01, Every.EPOCH);
        double[] losses = {1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
        LearningRate whole = rate(schedule, Map.of());
        List<Double> expected = rates(whole, losses);

        Map<String, String> saved = Map.of();
        List<Double> resumed = new ArrayList<>();
        for (int index = 0; index < losses.length; index++) {
            LearningRate rate = rate(schedule, saved);
            rate.observe(epoch(index + 1, losses[index]));
            resumed.add(rate.at(100));
            saved = rate.state();
        }

        assertThat(resumed).isEqualTo(expected);
    }

    @Test
    void shouldScaleAWarmUpAndKeepTheScaleWhenTheLearningRateIsChanged() {
        LearningRate rate = rate(plateau(0.1, 1, 0, 0, 0, Every.EPOCH), Map.of());
        rate.observe(epoch(1, 1));
        rate.observe(epoch(2, 1));

        assertThat(LearningRate.of(
                                training(plateau(0.1, 1, 0, 0, 0, Every.EPOCH), 5),
                                10,
                                OptionalLong.empty(),
                                0,
                                rate.state(),
                                LearningRateTest::own)
                        .at(1))
                .isEqualTo(0.5);
    }

    @Test
    void shouldRememberNothingWhereTheScheduleIsOneOfStepsAlone() {
        LearningRate rate = rate(new ScheduleSpec.Constant(0), Map.of());

        assertThat(rate.observe(epoch(1, 1))).isEmpty();
        assertThat(rate.state()).isEmpty();
    }

    @Test
    void shouldGoOnFromTheStepsOfAnotherRunWithoutASecondWarmUp() {
        LearningRate first = after(new ScheduleSpec.Constant(8), 0);
        LearningRate second = after(new ScheduleSpec.Constant(8), 5);

        assertThat(second.at(1)).isEqualTo(first.at(6));
        assertThat(second.at(4)).isEqualTo(1);
    }

    @Test
    void shouldDecayOverBothRunsWhereTheScheduleIsOneOfTheWholeLength() {
        ScheduleSpec linear = new ScheduleSpec.Linear(0, Optional.empty(), 0);

        assertThat(after(linear, 20).at(1)).isEqualTo(0.5);
        assertThat(after(linear, 20).at(21)).isEqualTo(0);
    }

    @Test
    void shouldStandWhereItsEpochsDoBehindEpochsOfOtherSteps() {
        LearningRate linear = after(new ScheduleSpec.Linear(0, Optional.empty(), 0), 0);

        // One epoch of 40 steps is trained, and one of 10 lies ahead: half of the decay, not all of it.
        assertThat(linear.movedBy(10 - 40).at(41)).isEqualTo(0.5);
    }

    @Test
    void shouldWarmUpByStepsAndOnceWhereverItsEpochsStand() {
        LearningRate constant = after(new ScheduleSpec.Constant(8), 0);
        LearningRate linear = after(new ScheduleSpec.Linear(4, Optional.empty(), 0), 0);

        assertThat(constant.movedBy(-30).at(4)).isEqualTo(0.5);
        assertThat(constant.movedBy(10).at(4)).isEqualTo(0.5);
        assertThat(constant.movedBy(-30).at(31)).isEqualTo(1);
        // The decay begins where its epochs do, and never back in the warm-up.
        assertThat(linear.movedBy(-38).at(40)).isEqualTo(1);
        assertThat(linear.movedBy(-27).at(40)).isEqualTo(0.5);
    }

    /** Of a run of 20 steps. */
    private static LearningRate after(ScheduleSpec schedule, long stepsBefore) {
        return LearningRate.of(
                training(schedule, 1), 10, OptionalLong.of(20), stepsBefore, Map.of(), LearningRateTest::own);
    }

    private static List<Double> rates(LearningRate rate, double... losses) {
        List<Double> rates = new ArrayList<>();
        for (double loss : losses) {
            rate.observe(epoch(rates.size() + 1, loss));
            rates.add(rate.at(100));
        }
        return rates;
    }

    private static Observation epoch(int epoch, double loss) {
        return new Observation(epoch, epoch * 10L, epoch, true, Map.of(LOSS, loss));
    }

    private static ScheduleSpec plateau(
            double factor, int patience, double minDelta, int cooldown, double least, Every every) {
        return new ScheduleSpec.Plateau(0, LOSS, Direction.MIN, factor, patience, minDelta, cooldown, least, every);
    }

    private static LearningRate rate(ScheduleSpec schedule, Map<String, String> saved) {
        return LearningRate.of(training(schedule, 1), 10, OptionalLong.empty(), 0, saved, LearningRateTest::own);
    }

    private static LearningSpec training(ScheduleSpec schedule, double learningRate) {
        return new LearningSpec(
                Optional.of(32),
                new OptimizerSpec.Sgd(learningRate, 0, 0, false),
                schedule,
                List.of(),
                Optional.empty(),
                Optional.of(1),
                Optional.empty(),
                0,
                new ClassWeights.None(),
                List.of(),
                List.of(),
                Optional.empty(),
                Precision.FLOAT32,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** A schedule of a user's own that halves with every epoch, from what it has saved on. */
    private static Following own(PartSpec part, Map<String, String> saved) {
        return new Following() {
            private double factor = Double.parseDouble(saved.getOrDefault("factor", "1"));

            @Override
            public double factor(long step, long stepsPerEpoch) {
                return factor;
            }

            @Override
            public void observe(Observation epoch) {
                factor /= 2;
            }

            @Override
            public Map<String, String> state() {
                return Map.of("factor", Double.toString(factor));
            }
        };
    }

    @Test
    void shouldFollowAScheduleOfAUsersOwnBehindItsWarmUp() {
        ScheduleSpec.Custom custom = new ScheduleSpec.Custom(4, new PartSpec("halving", Map.of()));
        LearningRate rate = rate(custom, Map.of());

        rate.observe(epoch(1, 1));

        assertThat(rate.at(1)).isEqualTo(0.25);
        assertThat(rate.at(5)).isEqualTo(0.5);
        LearningRate resumed = rate(custom, rate.state());
        resumed.observe(epoch(2, 1));
        assertThat(resumed.at(5)).isEqualTo(0.25);
    }

    @Test
    void shouldBeginAnewBehindAScheduleOfAnotherType() {
        ScheduleSpec custom = new ScheduleSpec.Custom(0, new PartSpec("halving", Map.of()));
        ScheduleSpec plateau = plateau(0.1, 1, 0, 0, 0, Every.EPOCH);
        LearningRate halved = rate(custom, Map.of());
        halved.observe(epoch(1, 1));
        LearningRate dropped = rate(plateau, Map.of());
        dropped.observe(epoch(1, 1));
        dropped.observe(epoch(2, 1));

        assertThat(rate(plateau, halved.state()).at(1)).isEqualTo(1);
        assertThat(rate(custom, dropped.state()).at(1)).isEqualTo(1);
        assertThat(rate(plateau, dropped.state()).at(1)).isEqualTo(0.1);
        assertThat(SavedSchedule.withoutOwn(halved.state())).isEmpty();
        assertThat(SavedSchedule.withoutOwn(dropped.state())).isEqualTo(dropped.state());
    }

    @Test
    void shouldGoOnFromDropsThatWereSavedWithoutTheirType() {
        LearningRate dropped = rate(plateau(0.1, 1, 0, 0, 0, Every.EPOCH), Map.of());
        dropped.observe(epoch(1, 1));
        dropped.observe(epoch(2, 1));
        Map<String, String> before = new HashMap<>(dropped.state());
        before.remove("type");

        assertThat(rate(plateau(0.1, 1, 0, 0, 0, Every.EPOCH), before).at(1)).isEqualTo(0.1);
    }
}
