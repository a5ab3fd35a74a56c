package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The specification and the values that replace some of its own. */
final class SpecificationArguments {
    @Parameters(paramLabel = "SPEC", description = "The specification, YAML or JSON.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a value of the specification, such as training.optimizer.learningRate=0.0005."
                    + " May be given several times.")
    private List<String> assignments = new ArrayList<>();

    Path file() {
        return file;
    }

    List<SpecOverride> overrides() {
        try {
            return assignments.stream().map(SpecOverride::set).toList();
        } catch (IllegalArgumentException problem) {
            throw new WrongInputException(problem.getMessage());
        }
    }

    TrainingSpec read() throws SpecException {
        return new SpecReader().read(file, overrides());
    }
}
