package io.jenkins.plugins.trainmodel.gates;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the specification's reader says of a gate that stands alone, in a run that has a reference. */
final class GateProblems {
    private GateProblems() {}

    static List<SpecProblem> of(Map<String, Object> gate) {
        try {
            SpecOverride gates = SpecOverride.step(Map.of("reference", Map.of("first", true), "gates", List.of(gate)));
            SpecReader.withoutFiles().readGates(List.of(gates), Path.of("."));
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        }
    }
}
