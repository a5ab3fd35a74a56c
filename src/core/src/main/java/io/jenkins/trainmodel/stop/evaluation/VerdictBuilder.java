package io.jenkins.trainmodel.stop.evaluation;

import io.jenkins.trainmodel.stop.StopRule;
import io.jenkins.trainmodel.stop.Verdict;
import java.util.List;
import java.util.Optional;

/** Collects what a verdict says; keeps only numbers that are finite. */
final class VerdictBuilder {
    private final StopRule rule;
    private Optional<String> metric = Optional.empty();
    private Optional<Double> value = Optional.empty();
    private Optional<Double> best = Optional.empty();
    private Optional<Integer> bestEpoch = Optional.empty();
    private Optional<Integer> patienceLeft = Optional.empty();
    private Optional<Double> progress = Optional.empty();
    private List<Verdict> children = List.of();

    private VerdictBuilder(StopRule rule) {
        this.rule = rule;
    }

    static VerdictBuilder of(StopRule rule) {
        return new VerdictBuilder(rule);
    }

    VerdictBuilder metric(String path) {
        metric = Optional.of(path);
        return this;
    }

    VerdictBuilder value(double looked) {
        value = Optional.of(looked).filter(Double::isFinite);
        return this;
    }

    VerdictBuilder best(double bestValue, int epoch) {
        best = Optional.of(bestValue).filter(Double::isFinite);
        bestEpoch = best.map(known -> epoch);
        return this;
    }

    VerdictBuilder patience(int waited, int patience) {
        patienceLeft = Optional.of(Math.max(0, patience - waited));
        return progress(waited, patience);
    }

    VerdictBuilder progress(double done, double of) {
        progress = Optional.of(Math.min(1, Math.max(0, done / of))).filter(Double::isFinite);
        return this;
    }

    VerdictBuilder children(List<Verdict> verdicts) {
        children = verdicts;
        return this;
    }

    Verdict firedIf(boolean condition, String explanation) {
        return build(condition ? Verdict.Status.FIRED : Verdict.Status.HELD, explanation);
    }

    Verdict build(Verdict.Status status, String explanation) {
        return new Verdict(
                rule.name(),
                rule.type(),
                status,
                rule.outcome(),
                metric,
                value,
                best,
                bestEpoch,
                patienceLeft,
                progress,
                explanation,
                children);
    }

    /** The verdict of a rule whose metric has no value in this epoch. */
    Verdict notMeasured(Observation observation, String path) {
        return metric(path)
                .build(Verdict.Status.NOT_EVALUABLE, path + " was not measured in epoch " + observation.epoch());
    }
}
