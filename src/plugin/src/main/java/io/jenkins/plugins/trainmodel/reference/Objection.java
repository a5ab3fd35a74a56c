package io.jenkins.plugins.trainmodel.reference;

import io.jenkins.plugins.trainmodel.page.RunResult;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;
import java.util.Optional;

/** Why a run is not accepted, in one sentence without a full stop. */
final class Objection {
    private Objection() {}

    static Optional<String> to(RunResult result) {
        if (result.accepted()) {
            return Optional.empty();
        }
        List<GateVerdict> failed = result.failedGates();
        if (failed.isEmpty()) {
            return Optional.of(PlainText.line("the outcome is %s: %s".formatted(result.outcome(), result.reason())));
        }
        String more = failed.size() == 1 ? "" : "; and %d more did not hold".formatted(failed.size() - 1);
        return Optional.of(PlainText.line(failed.get(0).sentence() + more));
    }
}
