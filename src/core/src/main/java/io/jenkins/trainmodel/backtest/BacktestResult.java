package io.jenkins.trainmodel.backtest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What stop rules would have done to a run. In JSON every key is there; what is empty is null.
 *
 * @param curve the file of the curve, as the user wrote it
 * @param stopped whether a rule fired before the curve's end
 * @param epoch the epoch after which, or in which, the run stops, counted from 1
 * @param fired the given names, or else the types, of the rules that fired, the deciding one first
 * @param outcome how the run ends; empty when it was not stopped
 * @param best the best value until then of the metric that {@link BestSoFar} chooses
 * @param decision the decision that stops the run, not in JSON
 * @param ledger the decisions at the end of each epoch until then, not in JSON
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"curve", "stopped", "epoch", "fired", "outcome", "best"})
public record BacktestResult(
        String curve,
        boolean stopped,
        Optional<Integer> epoch,
        List<String> fired,
        Optional<Outcome> outcome,
        Optional<Best> best,
        @JsonIgnore Optional<Decision> decision,
        @JsonIgnore List<Decision> ledger) {
    public BacktestResult {
        fired = List.copyOf(fired);
        ledger = List.copyOf(ledger);
    }
}
