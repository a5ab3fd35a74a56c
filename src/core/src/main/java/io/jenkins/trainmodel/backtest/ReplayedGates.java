package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.gate.Challenges;
import io.jenkins.trainmodel.gate.GateJudge;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.util.List;
import java.util.Optional;

/**
 * Asks gates about the model that a replayed run would have kept: that of the best epoch where a rule restores it, else that of
 * the last epoch before the run stopped.
 *
 * @param rules that were replayed
 * @param judge of the gates
 */
public record ReplayedGates(List<StopRule> rules, GateJudge judge) {
    private static final Challenges NONE = new Challenges(List.of(), Optional.of("a replay has no models to measure"));
    private static final ComparedData NO_DATA = ComparedData.not("a replay reads no data");

    /** The result with what the gates answered; unchanged where there are none, or nothing was measured. */
    public BacktestResult ask(Curve curve, BacktestResult replayed) {
        return judge.gates().isEmpty()
                ? replayed
                : kept(curve, replayed)
                        .map(epoch -> replayed.judged(epoch.epoch(), judge.judge(epoch.metrics(), NONE, NO_DATA)))
                        .orElse(replayed);
    }

    private Optional<Observation> kept(Curve curve, BacktestResult replayed) {
        int last = replayed.epoch().orElse(Integer.MAX_VALUE);
        Optional<Integer> best = restoresBest(rules) ? replayed.best().map(Best::epoch) : Optional.empty();
        return curve.epochs().stream()
                .filter(epoch -> best.map(number -> number == epoch.epoch()).orElse(epoch.epoch() <= last))
                .reduce((earlier, later) -> later);
    }

    private static boolean restoresBest(List<StopRule> rules) {
        return rules.stream()
                .anyMatch(rule -> rule instanceof StopRule.EarlyStopping early && early.restoreBest()
                        || restoresBest(rule.rules()));
    }
}
