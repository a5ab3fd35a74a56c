package io.jenkins.trainmodel.reference;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.gate.GateJudge;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.gate.MeasuredRun;
import io.jenkins.trainmodel.gate.Reference;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.MetricNames;
import io.jenkins.trainmodel.report.KeptModel;
import io.jenkins.trainmodel.stop.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recorded runs beside each other, each judged against the first one.
 *
 * @param runs in the order in which they were given
 * @param metrics of all their kept models
 */
public record RunComparison(List<Judged> runs, List<Row> metrics) {
    public RunComparison {
        runs = List.copyOf(runs);
        metrics = List.copyOf(metrics);
    }

    /**
     * A run and what the gates say to it.
     *
     * @param epoch that its kept model is from
     * @param gates none for the first run, which the others are compared with
     */
    public record Judged(String name, String runId, Optional<Integer> epoch, List<GateVerdict> gates) {}

    /**
     * A metric in every run.
     *
     * @param values one a run; empty where it was not measured
     * @param best which of them is best, counted from 0; empty where nobody can tell which way is better
     */
    public record Row(String metric, List<Optional<Double>> values, Optional<Integer> best) {}

    /**
     * Compares runs.
     *
     * @param runs at least one; the first is the reference of the others
     * @param gates that the others are asked
     * @param accepted the accepted runs before, the newest last
     */
    public static RunComparison of(List<ReferenceRun> runs, List<Gate> gates, List<MeasuredRun> accepted) {
        GateJudge judge = new GateJudge(gates, new Reference.Found(runs.get(0).measured()), accepted);
        List<Judged> judged = new ArrayList<>();
        for (ReferenceRun run : runs) {
            judged.add(judged(
                    run,
                    judged.isEmpty()
                            ? Judgement.NONE
                            : judge.judge(metricsOf(run), run.challenged(runs.get(0)), run.comparedData(runs.get(0)))));
        }
        return new RunComparison(judged, rows(runs));
    }

    private static Judged judged(ReferenceRun run, Judgement judgement) {
        return new Judged(run.name(), run.runId(), run.kept().map(KeptModel::epoch), judgement.gates());
    }

    private static Map<String, Double> metricsOf(ReferenceRun run) {
        return run.kept().map(KeptModel::metrics).orElse(Map.of());
    }

    private static List<Row> rows(List<ReferenceRun> runs) {
        Set<String> metrics = new TreeSet<>();
        runs.forEach(run -> metrics.addAll(metricsOf(run).keySet()));
        return metrics.stream().map(metric -> row(metric, runs)).toList();
    }

    private static Row row(String metric, List<ReferenceRun> runs) {
        List<Optional<Double>> values = runs.stream()
                .map(run -> Optional.ofNullable(metricsOf(run).get(metric)))
                .toList();
        return new Row(metric, values, MetricNames.knownDirection(metric).flatMap(mode -> best(values, mode)));
    }

    /** The first of equally good ones. */
    private static Optional<Integer> best(List<Optional<Double>> values, Direction mode) {
        Optional<Integer> best = Optional.empty();
        for (int run = 0; run < values.size(); run++) {
            double before = best.flatMap(index -> values.get(index)).orElse(mode.worst());
            if (mode.improves(values.get(run).orElse(Double.NaN), before, 0)) {
                best = Optional.of(run);
            }
        }
        return best;
    }

    /** The most severe outcome of the gates that did not hold. */
    public Outcome outcome() {
        return runs.stream().map(run -> new Judgement(run.gates()).outcome()).reduce(Outcome.SUCCESS, Outcome::worst);
    }
}
