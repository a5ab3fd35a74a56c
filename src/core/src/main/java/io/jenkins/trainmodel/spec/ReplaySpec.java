package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.gate.Gate;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.stop.StopRule;
import java.util.List;
import java.util.Optional;

/**
 * What of a specification judges a run that was recorded before.
 *
 * @param stopWhen in the order of the specification
 * @param gates in the order of the specification
 */
public record ReplaySpec(List<StopRule> stopWhen, Optional<ReferenceSpec> reference, List<Gate> gates) {
    public ReplaySpec {
        stopWhen = List.copyOf(stopWhen);
        gates = List.copyOf(gates);
    }
}
