package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.spec.SpecSchema;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON schema of the specification, for editors.")
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine().getOut().println(SpecSchema.toJson().toPrettyString());
        return ExitCode.SUCCESS;
    }
}
