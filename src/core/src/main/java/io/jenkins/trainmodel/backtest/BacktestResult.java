package io.jenkins.trainmodel.backtest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.List;
import java.util.Optional;

/**
 * What stop rules would have done to a run, and gates would have said to its model. In JSON every key is there, what is empty
 * is null; those of gates are there where gates were asked.
 *
 * @param curve the file of the curve, as the user wrote it
 * @param stopped whether a rule fired before the curve's end
 * @param epoch the epoch after which, or in which, the run stops, counted from 1
 * @param fired the given names, or else the types, of the rules that fired, the deciding one first
 * @param outcome how the run ends, gates included; empty when it was not stopped
 * @param best the best value until then of the metric that {@link BestSoFar} chooses
 * @param keptEpoch the epoch whose model the gates were asked about
 * @param gates what they answered
 * @param decision the decision that stops the run, not in JSON
 * @param ledger the decisions at the end of each epoch until then, not in JSON
 * @param end the moment that stops the run, not in JSON
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"curve", "stopped", "epoch", "fired", "outcome", "best", "keptEpoch", "gates"})
public record BacktestResult(
        String curve,
        boolean stopped,
        Optional<Integer> epoch,
        List<String> fired,
        Optional<Outcome> outcome,
        Optional<Best> best,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> keptEpoch,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GateVerdict> gates,
        @JsonIgnore Optional<Decision> decision,
        @JsonIgnore List<Decision> ledger,
        @JsonIgnore Optional<Observation> end) {
    public BacktestResult {
        fired = List.copyOf(fired);
        gates = List.copyOf(gates);
        ledger = List.copyOf(ledger);
    }

    /** The same with what gates answered to the model of an epoch. */
    BacktestResult judged(int epoch, Judgement judgement) {
        return new BacktestResult(
                curve,
                stopped,
                this.epoch,
                fired,
                outcome.map(judgement.outcome()::worst),
                best,
                Optional.of(epoch),
                judgement.gates(),
                decision,
                ledger,
                end);
    }
}
