package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.gate.Tolerance.Margin;
import io.jenkins.trainmodel.gate.Tolerance.OfSpread;
import io.jenkins.trainmodel.metric.Direction;
import io.jenkins.trainmodel.metric.Figure;
import java.util.List;
import java.util.Optional;

/** The verdict on a metric that must be no worse than the reference's. */
record ReferenceVerdict(Gate.NoWorse gate, Reference reference, List<MeasuredRun> accepted) {

    GateVerdict of(double value) {
        VerdictBuilder verdict = VerdictBuilder.of(gate).value(value);
        if (gate.within() instanceof OfSpread spread) {
            return ofSpread(verdict, value, spread);
        }
        return ofReference(verdict, value, (Margin) gate.within(), "");
    }

    private GateVerdict ofSpread(VerdictBuilder verdict, double value, OfSpread tolerance) {
        List<Double> values = newest(tolerance.last());
        verdict.runs(values.size());
        Optional<Spread> spread = Spread.of(values);
        if (spread.isPresent()) {
            return compare(verdict, value, spread.get());
        }
        String few =
                "; " + counted(values.size()) + " measured it, too few for a spread, which takes " + Spread.FEWEST_RUNS;
        return ofReference(verdict, value, tolerance.otherwise(), few);
    }

    private List<Double> newest(int last) {
        List<Double> values = accepted.stream()
                .map(run -> run.finite(gate.metric()))
                .flatMap(Optional::stream)
                .toList();
        return values.subList(Math.max(0, values.size() - last), values.size());
    }

    private static String counted(int runs) {
        return runs == 0 ? "no accepted run" : runs == 1 ? "1 accepted run" : runs + " accepted runs";
    }

    private GateVerdict compare(VerdictBuilder verdict, double value, Spread spread) {
        verdict.reference(spread.mean()).tolerance(spread.tolerance()).bound(spread.worst(gate.mode()));
        Comparison comparison = spread.compare(gate.mode(), value);
        return verdict.compared(
                comparison,
                verdict.measured(value) + ", " + inSpread(comparison) + " of the last " + spread.runs()
                        + " accepted runs: " + Figure.of(spread.mean()) + " ± " + Figure.of(spread.tolerance()));
    }

    private static String inSpread(Comparison comparison) {
        return comparison == Comparison.WITHIN_NOISE ? "within the spread" : comparison.word() + " than the spread";
    }

    /** The words are said behind the comparison. */
    private GateVerdict ofReference(VerdictBuilder verdict, double value, Margin margin, String words) {
        if (reference instanceof Reference.First) {
            return verdict.held(
                    verdict.measured(value) + "; the run is the first of its series, so there is no reference"
                            + " that it could be worse than");
        }
        if (reference instanceof Reference.Missing missing) {
            return verdict.notEvaluable(missing.sentence() + words);
        }
        MeasuredRun run = ((Reference.Found) reference).run();
        return run.finite(gate.metric())
                .map(other -> compare(verdict, value, run, other, margin, words))
                .orElseGet(() -> verdict.notEvaluable(
                        "the reference " + run.name() + " has no value of " + gate.metric() + words));
    }

    private GateVerdict compare(
            VerdictBuilder verdict, double value, MeasuredRun run, double other, Margin margin, String words) {
        double noise = margin.of(other);
        verdict.reference(other).tolerance(noise).bound(gate.mode() == Direction.MAX ? other - noise : other + noise);
        Comparison comparison = Comparison.of(gate.mode(), value, other, noise);
        return verdict.compared(
                comparison,
                verdict.measured(value) + ", where the reference " + run.name() + " has " + Figure.of(other) + ": "
                        + toMargin(comparison, margin, value == other) + words);
    }

    private static String toMargin(Comparison comparison, Margin margin, boolean same) {
        if (comparison == Comparison.WITHIN_NOISE) {
            return same ? "the same" : "within " + margin.words() + " of it";
        }
        return comparison.word() + (margin.amount() == 0 ? "" : " by more than " + margin.words());
    }
}
