package io.jenkins.plugins.trainmodel.rules;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the specification's reader says of a rule that stands alone. */
final class RuleProblems {
    private RuleProblems() {}

    static List<SpecProblem> of(Map<String, Object> rule) {
        try {
            SpecOverride rules = SpecOverride.step(Map.of("stopWhen", List.of(rule)));
            SpecReader.withoutFiles().readRules(List.of(rules), Path.of("."), Optional.empty());
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        }
    }
}
