package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.report.RunHistory;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.steer.Extension;
import io.jenkins.trainmodel.steer.RunningSpec;
import io.jenkins.trainmodel.steer.SteerableKeys;
import io.jenkins.trainmodel.trainer.cli.argument.MoreOptions;
import io.jenkins.trainmodel.trainer.cli.argument.Requester;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.run.RunRequest;
import io.jenkins.trainmodel.trainer.run.TrainingRun;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that a limit or early stopping has ended. */
@Command(
        name = "extend",
        mixinStandardHelpOptions = true,
        description =
                "Goes on with a run that maxEpochs, maxDuration or early stopping has ended, from its last checkpoint:"
                        + " limits are raised, and early stopping gets its patience anew.",
        footer = "%nExit codes: as 'train-model run'.")
final class ExtendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "DIR", description = "The run directory.")
    private Path directory;

    @Mixin
    private MoreOptions more;

    @Mixin
    private Requester requester;

    @Override
    public Integer call() throws Exception {
        RunDirectory run = new RunDirectory(directory);
        TrainingSpec extended = extended(run);
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    command.commandLine().getOut(), bar, Speaker.of(command).audience());
            RunRequest request = new RunRequest(
                    extended,
                    run.root(),
                    true,
                    "",
                    Version.current(),
                    Instant.now(),
                    new RunRequest.Wish(Optional.empty(), true, requester.by(), requester.why()));
            return extend(run, request, console);
        }
    }

    private static int extend(RunDirectory run, RunRequest request, Console console) throws Exception {
        try (Interruption interruption = Interruption.ofProcess(console::print)) {
            Conclusion.Finished finished =
                    new TrainingRun(request, interruption, List.of(console, new RunLog(run))).run();
            console.end(finished, run);
            return finished.outcome().exitCode();
        }
    }

    private TrainingSpec extended(RunDirectory run) throws IOException, SpecException {
        if (!Files.exists(run.events())) {
            throw new WrongInputException(
                    directory + ": no run is here (there is no " + run.events().getFileName() + ")");
        }
        if (RunLock.isHeld(run)) {
            throw new WrongInputException(
                    "A process trains in " + directory + ": use 'train-model control extend " + directory + "'.");
        }
        RunHistory history = RunHistory.read(run.events());
        Conclusion.Finished end = history.finished()
                .orElseThrow(() -> new WrongInputException("The run in " + directory
                        + " has not come to an end that could be put off: go on with 'train-model run --resume'."));
        TrainingSpec before = specification(run, history);
        Extension extension = Extension.ofEnded(before, end, more.epochs(), more.duration());
        if (extension.problem().isPresent()) {
            throw new WrongInputException("The run in " + directory + " cannot be extended so: "
                    + extension.problem().get() + ".");
        }
        return SteerableKeys.changed(before, extension.assignments());
    }

    /** What the run followed when it ended, with its files where they lay when it began last. */
    private TrainingSpec specification(RunDirectory run, RunHistory history) throws IOException {
        return RunningSpec.of(
                        Files.readString(run.specification()),
                        history.notable(Intervention.HyperparameterChanged.class))
                .orElseThrow(() -> new WrongInputException(
                        "What the run in " + directory + " followed cannot be read by this version."));
    }
}
