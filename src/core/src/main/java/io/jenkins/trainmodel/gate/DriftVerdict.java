package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.DriftSentences;
import io.jenkins.trainmodel.metric.Figure;
import java.util.List;
import java.util.Optional;

/** The verdict on the data that a model has learned, beside the reference's. */
record DriftVerdict(Gate.Drift gate, Reference reference) {
    GateVerdict of(ComparedData data) {
        if (data.drift().isPresent()) {
            return compared(data.drift().get());
        }
        VerdictBuilder verdict = VerdictBuilder.of(gate).bound(gate.atMost());
        if (reference instanceof Reference.First) {
            return verdict.held("the run is the first of its series, so there is no other data to compare with");
        }
        return verdict.notEvaluable(
                reference instanceof Reference.Missing missing
                        ? missing.sentence()
                        : "the data was not compared with the reference's: "
                                + data.problem().orElse("no process of this run has done so"));
    }

    private GateVerdict compared(DataDrift drift) {
        VerdictBuilder verdict = VerdictBuilder.of(gate).bound(gate.atMost());
        Optional<String> schema = gate.columns().isEmpty() ? DriftSentences.schema(drift) : Optional.empty();
        if (schema.isPresent()) {
            return verdict.failed(schema.get());
        }
        List<String> unknown = unknown(drift);
        if (!unknown.isEmpty()) {
            return verdict.notEvaluable("columns that were not compared with the reference's: " + names(unknown));
        }
        List<ColumnDrift> judged = drift.all().stream()
                .filter(column -> gate.columns().isEmpty() || gate.columns().contains(column.name()))
                .filter(ColumnDrift::isReal)
                .toList();
        double worst = judged.stream().mapToDouble(ColumnDrift::index).max().orElse(0);
        return answer(verdict.value(worst), worst, judged);
    }

    private List<String> unknown(DataDrift drift) {
        List<String> known = drift.all().stream().map(ColumnDrift::name).toList();
        return gate.columns().stream().filter(name -> !known.contains(name)).toList();
    }

    /** Names the columns above the bound, or the one that is nearest to it. */
    private GateVerdict answer(VerdictBuilder verdict, double worst, List<ColumnDrift> judged) {
        List<String> above = judged.stream()
                .filter(column -> column.exceeds(gate.atMost()))
                .map(ColumnDrift::name)
                .toList();
        List<String> nearest = judged.stream().limit(1).map(ColumnDrift::name).toList();
        String named = judged.isEmpty() ? "" : " (" + names(above.isEmpty() ? nearest : above) + ")";
        String measured = verdict.measured(worst) + named;
        return above.isEmpty()
                ? verdict.held(measured + ", as wanted: " + gate.text())
                : verdict.failed(measured + ", and not at most " + Figure.of(gate.atMost()));
    }

    private static String names(List<String> names) {
        return DriftSentences.names(names, names.size());
    }
}
