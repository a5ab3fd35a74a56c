package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.Rules;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StopEvaluatorTest {
    private static final JsonMapper MAPPER = BoundedJson.builder(1 << 20, 100).build();

    @Test
    void shouldGoOnCountingAfterAResume() {
        StopEvaluator before = StopEvaluator.start(List.of(Rules.early(3)), References.none());
        observe(before, "1 1 1");

        StopEvaluator after = StopEvaluator.resume(List.of(Rules.early(3)), before.state(), References.none());

        assertThat(after.observe(loss(4, "1")).stop()).isTrue();
    }

    @Test
    void shouldKeepTheStateOfRulesThatStay() {
        StopEvaluator before = StopEvaluator.start(
                List.of(Rules.gradientBelow(0.1, 2), Rules.early(3), Rules.maxEpochs(9)), References.none());
        observe(before, "1 1 1");

        // the order, the patience and the other rules have changed
        StopEvaluator after = StopEvaluator.resume(
                List.of(Rules.early(5), Rules.plateau(2, 0.1, 1), Rules.overfitting(0, 1)),
                before.state(),
                References.none());

        Verdict verdict = after.observe(loss(4, "1")).verdicts().get(0);
        assertThat(verdict.fired()).isFalse();
        assertThat(verdict.bestEpoch()).contains(1);
        assertThat(verdict.patienceLeft()).contains(2);
        assertThat(after.observe(loss(5, "1")).fired())
                .extracting(Verdict::rule)
                .containsExactly("plateau");
        assertThat(after.state().rules()).containsOnlyKeys("earlyStopping", "plateau", "overfitting");
    }

    @Test
    void shouldKeepTheStateOfRulesWithinComposites() {
        StopEvaluator before = StopEvaluator.start(
                List.of(Rules.early(9), Rules.anyOf(Rules.maxEpochs(9), Rules.anyOf(Rules.early(3)))),
                References.none());
        observe(before, "1 1 1");

        StopEvaluator after = StopEvaluator.resume(
                List.of(Rules.anyOf(Rules.anyOf(Rules.early(3)))), before.state(), References.none());

        assertThat(after.observe(loss(4, "1")).stop()).isTrue();
    }

    @Test
    void shouldBeginAnewWhereARuleLooksAtSomethingElse() {
        StopEvaluator before = StopEvaluator.start(List.of(Rules.early(2)), References.none());
        observe(before, "1 1");
        StopRule otherMetric = early("train/loss", Direction.MIN);
        StopRule otherDirection = early(Rules.LOSS, Direction.MAX);
        StopRule otherType =
                new StopRule.Plateau("earlyStopping", Outcome.SUCCESS, Rules.LOSS, 2, 0.1, 1, Every.EPOCH, 1);

        for (StopRule rule : List.of(otherMetric, otherDirection, otherType)) {
            StopEvaluator after = StopEvaluator.resume(List.of(rule), before.state(), References.none());
            assertThat(after.observe(Table.epoch(3, Rules.LOSS + "=1", "train/loss=1"))
                            .stop())
                    .as(rule.toString())
                    .isFalse();
        }
    }

    @Test
    void shouldTellRulesOfTheSameNameApart() {
        StopEvaluator evaluator = StopEvaluator.start(
                List.of(early(Rules.LOSS, Direction.MIN), early(Rules.LOSS, Direction.MAX)), References.none());

        observe(evaluator, "1 2");

        assertThat(evaluator.observe(loss(3, "3")).fired()).hasSize(1);
        assertThat(evaluator.state().rules()).containsOnlyKeys("earlyStopping", "earlyStopping#2");
    }

    @Test
    void shouldRememberThatItHasStopped() throws JsonProcessingException {
        StopEvaluator evaluator = StopEvaluator.start(List.of(Rules.early(1), Rules.maxEpochs(2)), References.none());

        observe(evaluator, "1");
        assertThat(evaluator.state().fired()).isEmpty();
        Decision decision = evaluator.observe(loss(2, "1"));

        assertThat(decision.stop()).isTrue();
        assertThat(reread(MAPPER, evaluator.state()).fired()).isEqualTo(decision.fired());
    }

    @Test
    void shouldWriteNumbersThatAreNotFinite() throws JsonProcessingException {
        StopEvaluator evaluator = StopEvaluator.start(
                List.of(early(Rules.LOSS, Direction.MIN), Rules.plateau(3, 0.1, 1), Rules.overfitting(0, 1)),
                References.none());
        observe(evaluator, "nan inf");

        for (ObjectMapper mapper : List.of(MAPPER, new JsonMapper().findAndRegisterModules())) {
            assertThat(reread(mapper, evaluator.state()).rules())
                    .isEqualTo(evaluator.state().rules());
        }
        assertThat(MAPPER.writeValueAsString(evaluator.state().rules().get("earlyStopping")))
                .isEqualTo("{\"kind\":\"improvement\",\"metric\":\"validation/loss\",\"mode\":\"min\","
                        + "\"best\":\"Infinity\",\"bestEpoch\":0,\"waited\":2}");
    }

    @Test
    void shouldSayThatLimitsAreReachedWhereARunIsToGoOn() {
        assertThat(fired(5, Rules.maxEpochs(5))).containsExactly("maxEpochs");
        assertThat(fired(4, Rules.maxEpochs(5))).isEmpty();
        assertThat(fired(5, Rules.maxSteps(50))).containsExactly("maxSteps");
        assertThat(fired(5, Rules.maxDuration(Duration.ofMinutes(5)))).containsExactly("maxDuration");
        assertThat(fired(5, Rules.anyOf(Rules.early(1), Rules.maxEpochs(5)))).containsExactly("anyOf");
        assertThat(fired(5, Rules.allOf(Rules.early(1), Rules.maxEpochs(5)))).isEmpty();
    }

    @Test
    void shouldGoOnFromAMilestone() {
        assertThat(fired(5, Rules.milestone(5), Rules.anyOf(Rules.milestone(5)), Rules.early(1), Rules.diverged()))
                .isEmpty();
    }

    private static List<String> fired(int epoch, StopRule... rules) {
        return StopEvaluator.limitsReached(List.of(rules), Table.timed(Table.epoch(epoch))).fired().stream()
                .map(Verdict::rule)
                .toList();
    }

    @Test
    void shouldReadTheStateOfARunThatHasNotBegun() throws JsonProcessingException {
        assertThat(reread(MAPPER, EvaluatorState.empty())).isEqualTo(EvaluatorState.empty());
        assertThat(MAPPER.readValue("{}", EvaluatorState.class)).isEqualTo(EvaluatorState.empty());
    }

    private static EvaluatorState reread(ObjectMapper mapper, EvaluatorState state) throws JsonProcessingException {
        return mapper.readValue(mapper.writeValueAsString(state), EvaluatorState.class);
    }

    private static void observe(StopEvaluator evaluator, String values) {
        Table.observations(Rules.LOSS, values).forEach(evaluator::observe);
    }

    private static Observation loss(int epoch, String value) {
        return Table.epoch(epoch, Rules.LOSS + "=" + value);
    }

    private static StopRule early(String metric, Direction mode) {
        return Rules.early(metric, mode, 2, 0, OptionalDouble.empty(), 1);
    }
}
