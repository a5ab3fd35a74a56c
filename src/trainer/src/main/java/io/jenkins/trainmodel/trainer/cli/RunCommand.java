package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.run.Interruption;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        description = "Trains until a rule, a person or a signal ends it, and leaves the result in the run directory.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private SpecificationArguments specification;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory. Default: runs/ and the specification's name.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description = "Goes on with the run that the directory holds, from its newest checkpoint.")
    private boolean resume;

    @Override
    public Integer call() throws Exception {
        TrainingSpec spec = specification.read();
        Path directory = out.orElseGet(() -> Path.of("runs", spec.name()));
        PrintWriter console = command.commandLine().getOut();
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console listener = new Console(console, bar);
            Interruption interruption = Interruption.ofProcess(() -> listener.print(
                    "Stopping: the checkpoint is written after this step. A second signal ends at once."));
            RunRequest request = new RunRequest(spec, directory, resume, TrainModel.Version.current());
            TrainingEvent.Finished finished = new TrainingRun(request, interruption, List.of(listener)).run();
            return finished.outcome().exitCode();
        }
    }
}
