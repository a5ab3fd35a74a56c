package io.jenkins.trainmodel.trainer.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.cli.argument.ClassPathOption;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.run.verify.Verification;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Compares a model package or checkpoint with its manifest, loads the model again and evaluates it:"
                        + " does it give the recorded metrics?",
        footer = "%nExit codes: 0 all is well, 10 complete but not evaluated since its data or code is not here,"
                + " 11 damaged or not the recorded metrics, 2 no package or checkpoint.")
final class VerifyCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "A model package, a checkpoint, or a run directory with a model.")
    private Path directory;

    @Option(names = "--json", description = "Prints the result as one JSON object.")
    private boolean json;

    @Mixin
    private ClassPathOption classpath;

    @Override
    public Integer call() throws Exception {
        Path target =
                Files.exists(directory.resolve(Manifest.FILE_NAME)) ? directory : new RunDirectory(directory).model();
        if (!Files.isDirectory(target)) {
            throw new WrongInputException(directory + " is no model package, no checkpoint, and no run with a model");
        }
        Verification.Result result = Verification.of(target, classpath.asked());
        PrintWriter out = command.commandLine().getOut();
        out.println(
                json
                        ? JSON.writeValueAsString(result)
                        : VerifyWords.of(target, result, Speaker.of(command).audience()));
        return exitCode(result);
    }

    private static int exitCode(Verification.Result result) {
        if (!result.problems().isEmpty()) {
            return Outcome.FAILURE.exitCode();
        }
        return result.evaluated() || result.watched() ? ExitCode.SUCCESS : Outcome.UNSTABLE.exitCode();
    }
}
