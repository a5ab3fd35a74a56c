package io.jenkins.trainmodel.whatif;

import io.jenkins.trainmodel.backtest.Backtest;
import io.jenkins.trainmodel.backtest.BacktestResult;
import io.jenkins.trainmodel.backtest.ReplayedGates;
import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateJudge;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.stop.Best;
import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.evaluation.BestTracker;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import io.jenkins.trainmodel.stop.evaluation.References;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tries stop rules and gates over recorded runs, by the evaluator that decides live runs.
 *
 * @param rules that are tried
 * @param gates that are tried; none: each run's own
 */
public record WhatIf(List<StopRule> rules, List<Gate> gates) {
    public WhatIf {
        rules = List.copyOf(rules);
        gates = List.copyOf(gates);
    }

    /** What would have become of the run. */
    public WhatIfResult of(RecordedRun recorded, References references) {
        GateJudge judge = gates.isEmpty()
                ? new GateJudge(recorded.ownGates(), recorded.ownReference(), List.of())
                : new GateJudge(gates, recorded.ownReference(), List.of());
        return of(recorded, references, judge);
    }

    /** The same, judged by somebody who knows the reference. */
    public WhatIfResult of(RecordedRun recorded, References references, GateJudge judge) {
        BacktestResult replayed = new ReplayedGates(rules, judge)
                .ask(recorded.run().curveWithTest(), Backtest.replay(rules, recorded.curve(), references));
        return new WhatIfResult(
                recorded.run().name(),
                replayed,
                replayed.decision().map(decision -> decision.reason()),
                WhatIfResult.Saving.of(recorded.curve().epochs(), replayed.end()),
                followed(recorded, replayed).flatMap(metric -> loss(metric, recorded, replayed)),
                new WhatIfResult.Standing(recorded.outcome(), recorded.run().accepted()),
                recorded.outcome().isPresent());
    }

    /** The metric of the best value that the replay reports; where it saw none, a loss that was measured later. */
    private static Optional<String> followed(RecordedRun recorded, BacktestResult replayed) {
        List<Observation> epochs = recorded.curve().epochs();
        return replayed.best()
                .map(Best::metric)
                .or(() -> Stream.of(MetricNames.VALIDATION_LOSS, MetricNames.TRAIN_LOSS)
                        .filter(loss -> best(loss, Direction.MIN, epochs).isPresent())
                        .findFirst());
    }

    /** How the best value of all epochs and that of those until the stop compare. */
    private static Optional<WhatIfResult.Loss> loss(String metric, RecordedRun recorded, BacktestResult replayed) {
        return MetricNames.knownDirection(metric).flatMap(mode -> {
            List<Observation> all = recorded.curve().epochs();
            int last = replayed.end().map(WhatIf::lastEpoch).orElse(Integer.MAX_VALUE);
            List<Observation> until =
                    all.stream().filter(epoch -> epoch.epoch() <= last).toList();
            return best(metric, mode, all)
                    .map(whole -> new WhatIfResult.Loss(metric, mode, whole, best(metric, mode, until)));
        });
    }

    /** The last epoch that is complete when a moment ends a run. */
    private static int lastEpoch(Observation end) {
        return end.epochEnd() ? end.epoch() : end.epoch() - 1;
    }

    private static Optional<Best> best(String metric, Direction mode, List<Observation> epochs) {
        BestTracker tracker = BestTracker.of(metric, mode);
        for (Observation epoch : epochs) {
            tracker = tracker.with(epoch);
        }
        return tracker.best();
    }
}
