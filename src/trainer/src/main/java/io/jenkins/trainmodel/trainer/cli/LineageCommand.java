package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.lineage.FoundRun;
import io.jenkins.trainmodel.lineage.Lineage;
import io.jenkins.trainmodel.lineage.LineageJson;
import io.jenkins.trainmodel.lineage.LineageWords;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        description = "Shows which runs began from which, and what happened to each: a family tree.",
        footer = {
            "%nA run is its directory, a model package or an event log.",
            "The JSON also holds the curve of each youngest run with those of its ancestors before it."
        })
final class LineageCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The runs, in any order.")
    private List<Path> places;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Lineage lineage = Lineage.of(places.stream().map(LineageCommand::read).toList());
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(toJson(lineage));
        } else {
            new LineageWords(Speaker.of(command).audience())
                    .tree(lineage.family())
                    .forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS;
    }

    private static FoundRun read(Path place) {
        try {
            return FoundRun.read(place);
        } catch (IOException unreadable) {
            throw new WrongInputException("The run " + place + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static String toJson(Lineage lineage) {
        try {
            return LineageJson.of(lineage);
        } catch (IOException unreadable) {
            throw new WrongInputException("A curve cannot be read: " + unreadable.getMessage());
        }
    }
}
