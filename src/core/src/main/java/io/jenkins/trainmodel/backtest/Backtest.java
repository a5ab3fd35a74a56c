package io.jenkins.trainmodel.backtest;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import io.jenkins.trainmodel.stop.evaluation.Decision;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import io.jenkins.trainmodel.stop.evaluation.StopEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Replays stop rules over what an earlier run measured, with the evaluator that decides live runs. */
public final class Backtest {
    private Backtest() {}

    /** Where these rules would have stopped the run, if at all. */
    public static BacktestResult replay(List<StopRule> rules, Curve curve, References references) {
        StopEvaluator evaluator = StopEvaluator.start(rules, references);
        List<Observation> seen = new ArrayList<>();
        List<Decision> ledger = new ArrayList<>();
        for (Observation observation : curve.observations()) {
            Decision decision = evaluator.observe(observation);
            if (observation.epochEnd()) {
                seen.add(observation);
                ledger.add(decision);
            }
            if (decision.stop()) {
                return stopped(rules, curve, observation, decision, seen, ledger);
            }
        }
        Optional<Decision> none = Optional.empty();
        return new BacktestResult(
                curve.name(),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new BestSoFar(rules, seen, ledger).best(none),
                Optional.empty(),
                List.of(),
                none,
                ledger,
                Optional.empty());
    }

    private static BacktestResult stopped(
            List<StopRule> rules,
            Curve curve,
            Observation observation,
            Decision decision,
            List<Observation> seen,
            List<Decision> ledger) {
        return new BacktestResult(
                curve.name(),
                true,
                Optional.of(observation.epoch()),
                decision.fired().stream().map(Backtest::shown).toList(),
                decision.outcome(),
                new BestSoFar(rules, seen, ledger).best(Optional.of(decision)),
                Optional.empty(),
                List.of(),
                Optional.of(decision),
                ledger,
                Optional.of(observation));
    }

    /** The name that the user gave the rule, or its type; not the number that tells rules without a name apart. */
    private static String shown(Verdict verdict) {
        String numbered = Pattern.quote(verdict.type()) + "#\\d+";
        return verdict.rule().matches(numbered) ? verdict.type() : verdict.rule();
    }
}
