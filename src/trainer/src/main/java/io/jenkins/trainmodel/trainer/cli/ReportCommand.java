package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.run.watch.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes report.html, report.json and metrics.csv again from the events, also while a run goes on.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "The run directory.")
    private Path root;

    @Option(names = "--json", description = "Prints the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RunDirectory directory = new RunDirectory(root);
        if (!Files.isRegularFile(directory.events())) {
            throw new WrongInputException(
                    root + ": no run is here (there is no " + directory.events().getFileName() + ")");
        }
        Reports.write(directory, Speaker.of(command).audience());
        command.commandLine()
                .getOut()
                .println(json ? Files.readString(directory.reportJson()) : "Wrote " + directory.reportHtml());
        return ExitCode.SUCCESS;
    }
}
