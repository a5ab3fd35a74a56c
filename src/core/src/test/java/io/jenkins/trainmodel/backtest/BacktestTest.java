package io.jenkins.trainmodel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateJudge;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.Reference;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Every;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Threshold;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final String LOSS = "validation/loss";
    private static final String ACCURACY = "validation/accuracy";
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new Jdk8Module());

    @Test
    void shouldWriteWhereTheRunStops() throws JsonProcessingException {
        BacktestResult result =
                replay(List.of(early(3, 0, 1), maxEpochs(100)), losses(0.5, 0.4, 0.3, 0.1, 0.2, 0.15, 0.1, 0.05));

        assertThat(MAPPER.writeValueAsString(result))
                .isEqualTo(
                        "{\"curve\":\"curve.csv\",\"stopped\":true,\"epoch\":7,\"fired\":[\"earlyStopping\"],"
                                + "\"outcome\":\"success\",\"best\":{\"metric\":\"validation/loss\",\"epoch\":4,\"value\":0.1}}");
        assertThat(result.ledger()).hasSize(7);
        assertThat(result.decision().orElseThrow().reason())
                .isEqualTo("earlyStopping: validation/loss has not improved on 0.1 (epoch 4) for 3 of 3 epochs");
    }

    @Test
    void shouldWriteThatTheRunIsNotStopped() throws JsonProcessingException {
        assertThat(MAPPER.writeValueAsString(replay(List.of(early(3, 0, 1)), losses(0.5, 0.4))))
                .isEqualTo("{\"curve\":\"curve.csv\",\"stopped\":false,\"epoch\":null,\"fired\":[],"
                        + "\"outcome\":null,\"best\":{\"metric\":\"validation/loss\",\"epoch\":2,\"value\":0.4}}");
        assertThat(MAPPER.writeValueAsString(replay(List.of(maxEpochs(9)), losses())))
                .endsWith("\"outcome\":null,\"best\":null}");
    }

    @Test
    void shouldReportTheBestThatTheDecidingRuleRemembers() {
        assertThat(replay(List.of(early(2, 0.25, 1)), losses(1, 0.9, 0.8)).best())
                .contains(new Best(LOSS, 1, 1));
        assertThat(replay(List.of(early(2, 0, 3)), losses(0.1, 0.1, 0.5, 0.6, 0.7))
                        .best())
                .contains(new Best(LOSS, 3, 0.5));
    }

    @Test
    void shouldReportTheBestUntilTheRunStopsOnly() {
        assertThat(replay(List.of(maxEpochs(2)), losses(0.5, 0.6, 0.1)).best()).contains(new Best(LOSS, 1, 0.5));
    }

    @Test
    void shouldReportTheMetricOfTheDecidingRule() {
        List<StopRule> rules = List.of(early(9, 0, 1), target(0.9));
        Curve curve = curve(epoch(1, 0.5, 0.8), epoch(2, 0.6, 0.95));

        assertThat(replay(rules, curve).best()).contains(new Best(ACCURACY, 2, 0.95));
        assertThat(replay(
                                List.of(new StopRule.AllOf(
                                        "allOf", Outcome.SUCCESS, List.of(maxEpochs(2), target(0.9)))),
                                curve)
                        .best())
                .contains(new Best(ACCURACY, 2, 0.95));
    }

    @Test
    void shouldReportTheFirstRuleThatWantsAMetricBetterWhereTheDecidingOneHasNone() {
        List<StopRule> rules = List.of(maxEpochs(2), target(0.99), early(9, 0, 1));
        Curve curve = curve(epoch(1, 0.5, 0.8), epoch(2, 0.6, 0.9));

        assertThat(replay(rules, curve).best()).contains(new Best(LOSS, 1, 0.5));
        assertThat(replay(rules.subList(0, 2), curve).best()).contains(new Best(ACCURACY, 2, 0.9));
        assertThat(replay(rules.subList(0, 1), curve).best()).contains(new Best(LOSS, 1, 0.5));
    }

    @Test
    void shouldNameTheMostSevereRuleFirstThenTheOrderOfTheSpecification() {
        StopRule diverged = new StopRule.Diverged(
                "exploded", Outcome.FAILURE, OptionalDouble.empty(), OptionalDouble.empty(), true);
        List<StopRule> rules =
                List.of(maxEpochs(2), diverged, new StopRule.Milestone("look", Outcome.SUCCESS, List.of(2)));

        BacktestResult result = replay(rules, losses(0.5, Double.NaN));

        assertThat(result.fired()).containsExactly("exploded", "maxEpochs", "look");
        assertThat(result.outcome()).contains(Outcome.FAILURE);
        assertThat(result.best()).contains(new Best(LOSS, 1, 0.5));
    }

    @Test
    void shouldNameRulesWithoutANameByTheirType() {
        StopRule second = new StopRule.MaxEpochs("maxEpochs#2", Outcome.SUCCESS, 1);

        assertThat(replay(List.of(maxEpochs(1), second), losses(0.5)).fired())
                .containsExactly("maxEpochs", "maxEpochs");
    }

    @Test
    void shouldStopWithinAnEpochWhereAStepSaysSo() {
        StopRule diverged = new StopRule.Diverged(
                "diverged", Outcome.FAILURE, OptionalDouble.empty(), OptionalDouble.empty(), true);
        Curve curve = curve(
                epoch(1, 0.5, 0.5), new Observation(2, 150, 15, false, Map.of("train/loss", Double.POSITIVE_INFINITY)));

        BacktestResult result = replay(List.of(diverged), curve);

        assertThat(result.epoch()).contains(2);
        assertThat(result.fired()).containsExactly("diverged");
        assertThat(result.ledger()).hasSize(1);
    }

    @Test
    void shouldAskGatesOfTheModelThatTheRunWouldHaveKept() throws JsonProcessingException {
        Gate gate = new Gate.Bound(LOSS, new Threshold(Direction.MIN, 0.15), Outcome.UNSTABLE);
        Curve curve = losses(0.5, 0.2, 0.1, 0.2, 0.3, 0.4);

        BacktestResult restored = judged(List.of(early(2, 0, 1)), curve, gate);
        BacktestResult last = judged(List.of(maxEpochs(4)), curve, gate);
        BacktestResult open = judged(List.of(maxEpochs(99)), curve, gate);

        assertThat(restored.keptEpoch()).contains(3);
        assertThat(restored.gates()).allMatch(GateVerdict::held);
        assertThat(restored.outcome()).contains(Outcome.SUCCESS);
        assertThat(last.keptEpoch()).contains(4);
        assertThat(last.outcome()).contains(Outcome.UNSTABLE);
        assertThat(open.keptEpoch()).contains(6);
        assertThat(open.outcome()).isEmpty();
        assertThat(MAPPER.writeValueAsString(last))
                .contains("\"keptEpoch\":4,\"gates\":[{\"gate\":\"validation/loss at most 0.15\",")
                .contains("\"answer\":\"failed\"");
        assertThat(judged(List.of(maxEpochs(4)), curve)).isEqualTo(replay(List.of(maxEpochs(4)), curve));
    }

    private static BacktestResult judged(List<StopRule> rules, Curve curve, Gate... gates) {
        GateJudge judge = new GateJudge(List.of(gates), new Reference.Missing("none"), List.of());
        return new ReplayedGates(rules, judge).ask(curve, replay(rules, curve));
    }

    private static BacktestResult replay(List<StopRule> rules, Curve curve) {
        return Backtest.replay(rules, curve, References.none());
    }

    private static Curve losses(double... losses) {
        List<Observation> epochs = new ArrayList<>();
        for (double loss : losses) {
            epochs.add(new Observation(epochs.size() + 1, -1, Double.NaN, true, Map.of(LOSS, loss)));
        }
        return new Curve("curve.csv", epochs);
    }

    private static Curve curve(Observation... observations) {
        return new Curve("curve.csv", List.of(observations));
    }

    private static Observation epoch(int epoch, double loss, double accuracy) {
        return new Observation(epoch, epoch * 100L, epoch * 10, true, Map.of(LOSS, loss, ACCURACY, accuracy));
    }

    private static StopRule early(int patience, double minDelta, int startEpoch) {
        return new StopRule.EarlyStopping(
                "earlyStopping",
                Outcome.SUCCESS,
                LOSS,
                Direction.MIN,
                patience,
                minDelta,
                OptionalDouble.empty(),
                startEpoch,
                true,
                Every.EPOCH,
                1);
    }

    private static StopRule target(double atLeast) {
        return new StopRule.Target("target", Outcome.SUCCESS, ACCURACY, new Threshold(Direction.MAX, atLeast), 1);
    }

    private static StopRule maxEpochs(int epochs) {
        return new StopRule.MaxEpochs("maxEpochs", Outcome.SUCCESS, epochs);
    }
}
