package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** maxEpochs, maxSteps, maxDuration, milestone. */
class LimitRulesTest {
    @Test
    void shouldFireWhenTheEpochsAreComplete() {
        assertThat(Table.verdicts(Rules.maxEpochs(3), "x", "- - - -")).isEqualTo("H H F F");
        assertThat(Table.verdicts(Rules.maxEpochs(1), "x", "1")).isEqualTo("F");
    }

    @Test
    void shouldNotCountAnEpochThatIsNotComplete() {
        assertThat(Table.verdicts(Rules.maxEpochs(2), List.of(Table.epoch(1), Table.step(15), Table.step(19))))
                .isEqualTo("H . .");
    }

    @Test
    void shouldCheckStepsAtEveryStep() {
        assertThat(Table.verdicts(
                        Rules.maxSteps(12), List.of(Table.step(9), Table.epoch(1), Table.step(11), Table.step(12))))
                .isEqualTo("H H H F");
        assertThat(Table.verdicts(Rules.maxSteps(10), List.of(Table.epoch(1)))).isEqualTo("F");
    }

    @Test
    void shouldCheckTheTrainingTimeAtEveryStep() {
        StopRule rule = Rules.maxDuration(Duration.ofSeconds(72));

        assertThat(Table.verdicts(rule, List.of(Table.step(9), Table.epoch(1), Table.step(11), Table.step(12))))
                .isEqualTo("H H H F");
        assertThat(Table.verdicts(Rules.maxDuration(Duration.ofMinutes(1)), List.of(Table.epoch(1))))
                .isEqualTo("F");
        assertThat(Table.verdicts(Rules.maxDuration(Duration.ofMillis(60_001)), List.of(Table.epoch(1))))
                .isEqualTo("H");
    }

    @Test
    void shouldNotJudgeStepsAndTimesThatAreNotKnown() {
        Observation unknown = new Observation(5, -1, Double.NaN, true, Map.of());

        assertThat(Table.verdicts(Rules.maxSteps(1), List.of(unknown))).isEqualTo("N");
        assertThat(Table.verdicts(Rules.maxDuration(Duration.ofSeconds(1)), List.of(unknown)))
                .isEqualTo("N");
        assertThat(Table.verdicts(Rules.maxEpochs(5), List.of(unknown))).isEqualTo("F");
    }

    @Test
    void shouldStopAtEachMilestoneAndAtNoOtherEpoch() {
        assertThat(Table.verdicts(Rules.milestone(4, 2), "x", "- - - - -")).isEqualTo("H F H F H");
        assertThat(Table.verdicts(Rules.milestone(2), List.of(Table.step(15), Table.step(20))))
                .isEqualTo(". .");
    }

    @Test
    void shouldNotStopAgainWhenResumedBehindAMilestone() {
        StopEvaluator first = StopEvaluator.start(List.of(Rules.milestone(2)), References.none());
        first.observe(Table.epoch(1));
        assertThat(first.observe(Table.epoch(2)).stop()).isTrue();

        StopEvaluator resumed = StopEvaluator.resume(List.of(Rules.milestone(2)), first.state(), References.none());

        assertThat(resumed.observe(Table.epoch(3)).stop()).isFalse();
    }

    @Test
    void shouldSayHowFarItIs() {
        assertThat(explanations(Rules.maxEpochs(4), Table.epoch(1))).isEqualTo("epoch 1 of 4 is complete, 0.25");
        assertThat(explanations(Rules.maxSteps(40), Table.step(10))).isEqualTo("step 10 of 40 is complete, 0.25");
        assertThat(explanations(Rules.maxDuration(Duration.ofHours(8).plusMinutes(30)), Table.epoch(153)))
                .isEqualTo("2h 33m of 8h 30m of training have passed, 0.3");
        assertThat(explanations(Rules.milestone(4, 8), Table.epoch(5)))
                .isEqualTo("the next planned stop is epoch 8, 0.625");
        assertThat(explanations(Rules.milestone(4, 8), Table.epoch(8))).isEqualTo("epoch 8 is a planned stop, 1.0");
    }

    private static String explanations(StopRule rule, Observation observation) {
        Verdict verdict =
                Table.decisions(rule, List.of(observation)).get(0).verdicts().get(0);
        return verdict.explanation() + ", " + verdict.progress().orElseThrow();
    }
}
