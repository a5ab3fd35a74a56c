package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunName;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.argument.WishOptions;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.FailureLog;
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
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Trains until a rule, a person or a signal ends it, and leaves the result in the run directory.",
        footer = "%nExit codes: 0 success, 10 unstable, 11 failed by a rule, 12 stopped by a person or a signal,"
                + " 2 wrong input and nothing was started, 1 a defect or a crash.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

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
            description = "Goes on with the run that the directory holds, from its newest checkpoint;"
                    + " where it holds none, a run begins.")
    private boolean resume;

    @Mixin
    private WishOptions wish;

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
        TrainingSpec spec = readSpecification();
        RunDirectory directory = new RunDirectory(out.orElseGet(() -> Path.of("runs", RunName.slug(spec.name()))));
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            return run(spec, directory, bar);
        }
    }

    private TrainingSpec readSpecification() throws SpecException {
        try {
            return specification.read();
        } catch (SpecException | RuntimeException wrong) {
            out.ifPresent(directory -> FailureLog.ofStart(directory, owner, resume, wrong));
            throw wrong;
        }
    }

    private int run(TrainingSpec spec, RunDirectory directory, ProgressLine bar) throws Exception {
        PrintWriter out = command.commandLine().getOut();
        Console console = new Console(
                json ? command.commandLine().getErr() : out,
                bar,
                Speaker.of(command).audience());
        Interruption interruption = Interruption.ofProcess(console::print);
        RunRequest request = new RunRequest(
                spec,
                directory.root(),
                resume,
                owner,
                Version.current(),
                origin.orElseGet(RunCommand::processStart),
                wish.read());
        Conclusion.Finished finished =
                new TrainingRun(request, interruption, List.of(console, new RunLog(directory))).run();
        console.end(finished, directory);
        if (json) {
            out.print(Files.readString(directory.reportJson()));
            out.flush();
        }
        return finished.outcome().exitCode();
    }

    static Instant processStart() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }
}
