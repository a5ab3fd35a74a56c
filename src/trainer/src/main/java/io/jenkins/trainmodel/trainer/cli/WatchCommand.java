package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunName;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.FailureLog;
import io.jenkins.trainmodel.trainer.watch.WatchRequest;
import io.jenkins.trainmodel.trainer.watch.WatchedRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Starts a program that trains, in any language, reads its metrics, stops it by rules, and keeps what it"
                        + " leaves in the run directory.",
        footer = "%nExit codes: 0 success, 10 unstable, 11 failed by a rule or by the program, 12 stopped by a person"
                + " or a signal, 2 wrong input and nothing was started, 1 a defect or a crash.")
final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, behind --; it is started in the working directory.")
    private List<String> program;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory; absent, empty, or one that a run made. Default: runs/ and the"
                    + " specification's name.")
    private Optional<Path> out = Optional.empty();

    /** For programs that start trainings, such as the Jenkins plugin; docs/protocol.md describes it. */
    @Option(names = "--owner", paramLabel = "TEXT", hidden = true)
    private String owner = "";

    @Option(
            names = "--resume",
            description =
                    "Goes on with the run that the directory holds: the program is started again and told where it was;"
                            + " where it holds none, a run begins.")
    private boolean resume;

    @Option(
            names = "--origin",
            paramLabel = "INSTANT",
            description = "When the work began that this run belongs to, such as a build, in ISO-8601:"
                    + " 2026-11-26T20:00:00Z. The rule finishBy counts from it. Default: the start of this process.")
    private Optional<Instant> origin = Optional.empty();

    @Option(
            names = "--json",
            description = "Prints the summary of the run as JSON at its end; all else goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        WatchedSpec spec = readSpecification();
        RunDirectory directory = new RunDirectory(out.orElseGet(() -> Path.of("runs", RunName.slug(spec.name()))));
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            return watch(spec, directory, bar);
        }
    }

    private WatchedSpec readSpecification() throws SpecException {
        try {
            return specification.readWatched();
        } catch (SpecException | RuntimeException wrong) {
            out.ifPresent(directory -> FailureLog.ofStart(directory, owner, resume, wrong));
            throw wrong;
        }
    }

    private int watch(WatchedSpec spec, RunDirectory directory, ProgressLine bar) throws Exception {
        PrintWriter printer = command.commandLine().getOut();
        Console console = new Console(
                json ? command.commandLine().getErr() : printer,
                bar,
                Speaker.of(command).audience());
        WatchRequest request = new WatchRequest(
                spec,
                program,
                directory.root(),
                resume,
                owner,
                Version.current(),
                origin.orElseGet(RunCommand::processStart),
                console::print);
        Conclusion.Finished finished = new WatchedRun(
                        request, Interruption.ofProcess(console::print), List.of(console, new RunLog(directory)))
                .run();
        console.end(finished, directory);
        if (json) {
            printer.print(Files.readString(directory.reportJson()));
            printer.flush();
        }
        return finished.outcome().exitCode();
    }
}
