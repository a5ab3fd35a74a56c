package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.argument.StartOptions;
import io.jenkins.trainmodel.trainer.cli.argument.WishOptions;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.watch.FailureLog;
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
        footer =
                "%nExit codes: 0 success, 10 unstable, 11 failed by a rule or since its device failed, 12 stopped by a person or a signal,"
                        + " 2 wrong input and nothing was started, 1 a defect or a crash.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Mixin
    private StartOptions start;

    @Option(
            names = "--resume",
            description = "Goes on with the run that the directory holds, from its newest checkpoint;"
                    + " where it holds none, a run begins.")
    private boolean resume;

    @Mixin
    private WishOptions wish;

    @Override
    public Integer call() throws Exception {
        TrainingSpec spec = readSpecification();
        RunDirectory directory = start.directory(spec.name());
        return new ShownRun(command, directory, start.json()).show((console, interruption, listeners) -> {
            RunRequest request = new RunRequest(
                    spec, directory.root(), resume, start.owner(), Version.current(), start.origin(), wish.read());
            return new TrainingRun(request, interruption, listeners).run();
        });
    }

    private TrainingSpec readSpecification() throws SpecException {
        try {
            return specification.read();
        } catch (SpecException | RuntimeException wrong) {
            start.out().ifPresent(directory -> FailureLog.ofStart(directory, start.owner(), resume, wrong));
            throw wrong;
        }
    }
}
