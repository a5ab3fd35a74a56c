package io.jenkins.trainmodel.whatif;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.trainmodel.backtest.BacktestResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.List;
import java.util.Optional;

/**
 * What rules and gates would have made of a run.
 *
 * @param run its name
 * @param replay where it would have stopped, and what the gates said to the model kept then
 * @param reason why it would have stopped, as the rule says it; empty where none fired
 * @param saving what it would have taken less
 * @param loss what that would have cost; empty where no metric is followed or nobody knows which way it gets better
 * @param recorded what became of it
 * @param ended whether it says what became of it
 */
public record WhatIfResult(
        String run,
        BacktestResult replay,
        Optional<String> reason,
        Saving saving,
        Optional<Loss> loss,
        Standing recorded,
        @JsonIgnore boolean ended) {

    /**
     * How much of a run is left out.
     *
     * @param epochs complete ones in all
     * @param seconds of training in all; empty where it was not recorded
     * @param savedEpochs those behind the stop, 0 where no rule fires
     * @param savedSeconds likewise
     */
    public record Saving(int epochs, Optional<Double> seconds, int savedEpochs, Optional<Double> savedSeconds) {
        static Saving of(List<Observation> epochs, Optional<Observation> end) {
            Optional<Observation> last = epochs.stream().reduce((earlier, later) -> later);
            Optional<Double> seconds = last.map(Observation::elapsedSeconds).filter(Double::isFinite);
            int number = last.map(Observation::epoch).orElse(0);
            int saved = end.map(moment -> Math.max(0, number - moment.epoch())).orElse(0);
            Optional<Double> savedSeconds = seconds.map(all -> end.map(Observation::elapsedSeconds)
                    .filter(Double::isFinite)
                    .map(until -> Math.max(0, all - until))
                    .orElse(0.0));
            return new Saving(number, seconds, saved, savedSeconds);
        }
    }

    /**
     * How much of the best value of a metric would have been lost.
     *
     * @param best of all epochs
     * @param until of the epochs before the stop; empty where none of them has a finite value
     */
    public record Loss(String metric, @JsonProperty("mode") Direction direction, Best best, Optional<Best> until) {
        /** By how much the best value would have been worse, 0 or more; empty where there would have been none. */
        @JsonProperty
        public Optional<Double> lost() {
            return until.map(value -> Math.max(
                    0, direction == Direction.MIN ? value.value() - best.value() : best.value() - value.value()));
        }
    }

    /** How a run ended, and whether others may be compared with it. */
    public record Standing(Optional<Outcome> outcome, boolean accepted) {}

    /** How it would have ended; empty where no rule fires, so that it would have gone on. */
    @JsonProperty
    public Optional<Outcome> outcome() {
        return replay.outcome();
    }

    /** Whether it would have been accepted; empty where no rule fires. */
    @JsonProperty
    public Optional<Boolean> accepted() {
        return replay.outcome().map(outcome -> outcome == Outcome.SUCCESS && new Judgement(replay.gates()).held());
    }

    /** Whether it is known to have ended otherwise than it would have: another outcome, or accepted where it was not. */
    @JsonProperty
    public boolean judgedOtherwise() {
        return ended
                && replay.stopped()
                && !(outcome().equals(recorded.outcome()) && accepted().equals(Optional.of(recorded.accepted())));
    }

    /** The gates that would not have held. */
    @JsonIgnore
    public List<GateVerdict> failedGates() {
        return replay.gates().stream().filter(gate -> !gate.held()).toList();
    }
}
