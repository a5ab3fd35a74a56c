package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Specifications for tests, read as a file {@code train.yaml} whose data need not be there. */
final class SpecTexts {
    static final Path DIRECTORY = Path.of("/project");

    /** The shortest that is complete. */
    static final String SHORT = """
            data: {type: csv, path: digits.csv, label: digit}
            model: {type: mlp}
            stopWhen:
              - maxEpochs: 3
            """;

    private SpecTexts() {}

    /** The shortest one with other rules, which need not end the run. */
    static String withRules(String rules) {
        return SHORT.replace("  - maxEpochs: 3\n", rules.indent(2)) + "endless: true\n";
    }

    static TrainingSpec read(String yaml, String... assignments) throws SpecException {
        List<SpecOverride> overrides =
                Stream.of(assignments).map(SpecOverride::set).toList();
        return SpecReader.withoutFiles().read("train.yaml", yaml, DIRECTORY, overrides);
    }

    static TrainingSpec readWithStep(String yaml, Map<String, ?> values) throws SpecException {
        return SpecReader.withoutFiles().read("train.yaml", yaml, DIRECTORY, List.of(SpecOverride.step(values)));
    }

    /** What is wrong, each as one line. */
    static List<String> problems(String yaml, String... assignments) {
        return lines(catchThrowableOfType(SpecException.class, () -> read(yaml, assignments)));
    }

    static List<String> lines(SpecException refused) {
        return refused == null
                ? List.of()
                : refused.problems().stream().map(SpecProblem::toString).toList();
    }
}
