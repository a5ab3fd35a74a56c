package io.jenkins.trainmodel.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CertainEndTest {
    private static final StopRule TARGET = Rules.atLeast(Rules.ACCURACY, 0.9);

    @Test
    void shouldBeSetByEveryLimitAndByPlannedStops() {
        assertThat(List.of(
                        Rules.maxEpochs(3),
                        Rules.maxSteps(3),
                        Rules.maxDuration(Duration.ofHours(1)),
                        Rules.finishBy(Duration.ofHours(1)),
                        Rules.milestone(4)))
                .allMatch(CertainEndTest::isCertain);
    }

    @Test
    void shouldNotBeSetByWhatDependsOnMetrics() {
        assertThat(List.of(
                        TARGET,
                        Rules.early(3),
                        Rules.diverged(),
                        Rules.plateau(3, 0.1, 1),
                        Rules.overfitting(0.1, 3),
                        Rules.gradientBelow(0.1, 1),
                        Rules.behindReference(0.1),
                        Rules.unreachable(0.1, Rules.withinEpochs(5))))
                .noneMatch(CertainEndTest::isCertain);
    }

    @Test
    void shouldBeSetByEarlyStoppingThatRunsOutOfImprovements() {
        assertThat(isCertain(early("validation/loss", Direction.MIN, 0.001))).isTrue();
        assertThat(isCertain(early("train/accuracy", Direction.MAX, 0.001))).isTrue();
        assertThat(isCertain(early("validation/loss", Direction.MIN, 0))).isFalse();
        assertThat(isCertain(early("validation/loss", Direction.MAX, 0.001)))
                .as("a loss can rise for ever")
                .isFalse();
        assertThat(isCertain(early("gradient/norm", Direction.MAX, 0.001))).isFalse();
    }

    @Test
    void shouldNotCountPlannedStopsThatAreOver() {
        assertThat(CertainEnd.isSetBy(List.of(Rules.milestone(4, 8)), 7)).isTrue();
        assertThat(CertainEnd.isSetBy(List.of(Rules.milestone(4, 8)), 8)).isFalse();
    }

    @Test
    void shouldBeSetByCompositesWhoseRulesComeTogether() {
        assertThat(isCertain(Rules.anyOf(TARGET, Rules.maxEpochs(5)))).isTrue();
        assertThat(isCertain(Rules.allOf(TARGET, Rules.maxEpochs(5)))).isFalse();
        assertThat(isCertain(Rules.allOf(Rules.maxSteps(7), Rules.maxEpochs(5))))
                .isTrue();
        assertThat(isCertain(Rules.atLeastOf(2, TARGET, Rules.maxSteps(7), Rules.maxEpochs(5))))
                .isTrue();
        assertThat(isCertain(Rules.atLeastOf(2, TARGET, Rules.early(2), Rules.maxEpochs(5))))
                .isFalse();
        assertThat(isCertain(Rules.anyOf(Rules.milestone(4)))).isTrue();
        assertThat(isCertain(Rules.allOf(Rules.milestone(4), Rules.maxEpochs(5))))
                .as("the stop at epoch 4 is over when epoch 5 is complete")
                .isFalse();
    }

    /** What is called certain stops a run that measures the worst for such rules: improvements without end. */
    @Test
    void shouldMeanThatARunEnds() {
        for (StopRule rule : List.of(
                Rules.allOf(Rules.maxSteps(7), Rules.maxEpochs(5)),
                Rules.atLeastOf(2, TARGET, Rules.maxSteps(7), Rules.maxEpochs(5)),
                early("validation/loss", Direction.MIN, 0.01))) {
            StopEvaluator evaluator = StopEvaluator.start(List.of(rule), References.none());
            int epoch = 1;
            while (epoch < 1000
                    && !evaluator
                            .observe(new Observation(epoch, epoch, epoch, true, Map.of(Rules.LOSS, 1.0 / epoch)))
                            .stop()) {
                epoch++;
            }
            assertThat(epoch).as(rule.type()).isLessThan(1000);
        }
    }

    private static boolean isCertain(StopRule rule) {
        return CertainEnd.isSetBy(List.of(rule), 0);
    }

    private static StopRule early(String metric, Direction mode, double minDelta) {
        return Rules.early(metric, mode, 3, minDelta, OptionalDouble.empty(), 1);
    }
}
