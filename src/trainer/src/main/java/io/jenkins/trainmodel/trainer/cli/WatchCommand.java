package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.ProgramArguments;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.argument.StartOptions;
import io.jenkins.trainmodel.trainer.run.watch.FailureLog;
import io.jenkins.trainmodel.trainer.watch.WatchRequest;
import io.jenkins.trainmodel.trainer.watch.WatchedRun;
import io.jenkins.trainmodel.trainer.watch.process.Program;
import java.util.ArrayList;
import java.util.List;
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
            arity = "0..*",
            paramLabel = "COMMAND",
            description =
                    "The program that trains and its arguments, behind --; it is started in the working directory.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private ProgramArguments trainer;

    @Mixin
    private StartOptions start;

    @Option(
            names = "--resume",
            description =
                    "Goes on with the run that the directory holds: the program is started again and told where it was;"
                            + " where it holds none, a run begins.")
    private boolean resume;

    @Override
    public Integer call() throws Exception {
        WatchedSpec spec = readSpecification();
        Program program = trainer.program(words);
        RunDirectory directory = start.directory(spec.name());
        return new ShownRun(command, directory, start.json()).show((console, interruption, listeners) -> {
            WatchRequest request = new WatchRequest(
                    spec,
                    program,
                    directory.root(),
                    resume,
                    start.owner(),
                    Version.current(),
                    start.origin(),
                    console::print);
            return new WatchedRun(request, interruption, listeners).run();
        });
    }

    private WatchedSpec readSpecification() throws SpecException {
        try {
            return specification.readWatched();
        } catch (SpecException | RuntimeException wrong) {
            start.out().ifPresent(directory -> FailureLog.ofStart(directory, start.owner(), resume, wrong));
            throw wrong;
        }
    }
}
