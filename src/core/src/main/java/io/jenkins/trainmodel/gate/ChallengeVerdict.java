package io.jenkins.trainmodel.gate;

import io.jenkins.trainmodel.metric.Figure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The verdict on a model that was measured on the same samples as the reference's. */
record ChallengeVerdict(Gate.Challenge gate, Reference reference) {

    GateVerdict of(Challenges challenges, Map<String, Double> metrics) {
        VerdictBuilder verdict = VerdictBuilder.of(gate);
        Optional.ofNullable(metrics.get(gate.metric())).ifPresent(verdict::value);
        Optional<ChallengeResult> result = challenges.of(gate.metric());
        if (result.isPresent()) {
            return compared(verdict, result.get());
        }
        if (reference instanceof Reference.First) {
            return verdict.held(
                    "the run is the first of its series, so there is no model to challenge on " + gate.metric());
        }
        if (reference instanceof Reference.Missing missing) {
            return verdict.notEvaluable(missing.sentence());
        }
        String why = challenges.problem().orElse("it was not measured on the validation data of this run");
        return verdict.notEvaluable("there is no model to challenge on " + gate.metric() + ": " + why);
    }

    private GateVerdict compared(VerdictBuilder verdict, ChallengeResult result) {
        verdict.value(result.value()).reference(result.referenceValue());
        return verdict.compared(
                result.comparison(),
                String.format(
                        Locale.ROOT,
                        "on the same %,d samples %s, and that of %s is %s: %s (difference %s, between %s and %s with %.0f %% confidence)",
                        result.samples(),
                        verdict.measured(result.value()),
                        champion(),
                        Figure.of(result.referenceValue()),
                        result.comparison().words(),
                        Figure.of(result.difference()),
                        Figure.of(result.low()),
                        Figure.of(result.high()),
                        100 * result.confidence()));
    }

    private String champion() {
        return reference instanceof Reference.Found found
                ? "the reference " + found.run().name()
                : "the reference";
    }
}
