package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.run.Command;
import io.jenkins.trainmodel.run.CommandOutbox;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Steps in while a run goes on; the run answers with an event, on its console and in its log. */
@CommandLine.Command(
        name = "control",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Steps in while a run goes on: stop it and keep the model, save a checkpoint, change a value.",
        subcommands = {CommandLine.HelpCommand.class})
final class ControlCommand {
    @Spec
    private CommandSpec command;

    /** Whose request it is, and for which run. */
    static final class Target {
        @Parameters(index = "0", paramLabel = "DIR", description = "The run directory.")
        private Path directory;

        @Option(
                names = "--by",
                paramLabel = "NAME",
                defaultValue = "${sys:user.name}",
                description = "Who asks; stands in the log. Default: ${DEFAULT-VALUE}.")
        private String by;

        int send(CommandSpec spec, Command request) throws IOException {
            RunDirectory run = new RunDirectory(directory);
            if (!Files.exists(run.events())) {
                throw new WrongInputException(directory + ": no run is here (there is no "
                        + run.events().getFileName() + ")");
            }
            String id = new CommandOutbox(run).write(request);
            spec.commandLine().getOut().println("Sent as " + id + "; the run answers with an event in its log.");
            return ExitCode.SUCCESS;
        }
    }

    @CommandLine.Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Ends the run after the current step; checkpoint and model are kept.")
    int stop(@Mixin Target target) throws IOException {
        return target.send(command, new Command.Stop(target.by));
    }

    @CommandLine.Command(
            name = "checkpoint",
            mixinStandardHelpOptions = true,
            description = "Saves a checkpoint after the current step; the run goes on.")
    int checkpoint(@Mixin Target target) throws IOException {
        return target.send(command, new Command.Checkpoint(target.by));
    }

    @CommandLine.Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Changes a value of the running specification, such as training.optimizer.learningRate.")
    int set(
            @Mixin Target target,
            @Parameters(index = "1", paramLabel = "KEY=VALUE", description = "The key and its new value.")
                    String assignment)
            throws IOException {
        int equals = Optional.of(assignment.indexOf('='))
                .filter(index -> index > 0)
                .orElseThrow(() -> new WrongInputException("'" + assignment + "' is not KEY=VALUE"));
        return target.send(
                command,
                new Command.SetHyperparameter(
                        assignment.substring(0, equals), assignment.substring(equals + 1), target.by));
    }
}
