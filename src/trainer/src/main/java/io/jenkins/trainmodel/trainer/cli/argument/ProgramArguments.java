package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.trainer.watch.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program that trains in the place of the trainer: words behind {@code --}, or a script. */
public final class ProgramArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description =
                    "In the place of COMMAND: a script, run by the program that its first line names behind #!, else by"
                            + " the system's shell (sh -e, or cmd).")
    private Optional<Path> script = Optional.empty();

    /** Whether any is named, by words behind {@code --} or by a script. */
    public boolean isNamed(List<String> words) {
        return script.isPresent() || !words.isEmpty();
    }

    /**
     * The program.
     *
     * @param words the program and its arguments, as they stand behind {@code --}
     * @throws ParameterException if it is not named exactly once
     */
    public Program program(List<String> words) throws IOException {
        if (script.isPresent() != words.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "What trains is named once: behind --, such as -- python train.py, or by --script FILE");
        }
        return script.isPresent() ? Program.ofScript(script.get()) : Program.of(words);
    }
}
