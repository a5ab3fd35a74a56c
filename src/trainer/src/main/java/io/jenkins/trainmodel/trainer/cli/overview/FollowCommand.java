package io.jenkins.trainmodel.trainer.cli.overview;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.run.RunLock;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.words.ClosingWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "follow",
        mixinStandardHelpOptions = true,
        description = "Shows a run that another process trains, from its beginning to its end, as that process does.",
        footer = "%nEnds with the exit code of the run: 0 success, 10 unstable, 11 failed, 12 stopped by a person or a"
                + " signal; 1 where its process ended without a word. The run does not notice.")
public final class FollowCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "The run directory.")
    private Path root;

    @Override
    public Integer call() throws IOException {
        RunDirectory run = new RunDirectory(root);
        if (!Files.isRegularFile(run.events()) && !RunLock.isHeld(run)) {
            throw new WrongInputException(
                    root + ": no run is here (there is no " + run.events().getFileName() + ")");
        }
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    command.commandLine().getOut(), bar, Speaker.of(command).audience());
            FollowedRun.End end = new FollowedRun(run, console).toTheEnd();
            tell(new DamagedLog(run.events(), end.problems()), end.events());
            return tell(end);
        }
    }

    private void tell(DamagedLog log, long events) {
        if (events == 0) {
            log.requireAnything();
        }
        log.notice().ifPresent(notice -> tell("", notice));
    }

    private void tell(String before, String sentence) {
        PrintWriter err = command.commandLine().getErr();
        err.println(before + Recorded.in(Speaker.of(command).audience(), sentence));
        err.flush();
    }

    private int tell(FollowedRun.End end) {
        if (end.exitCode().isPresent()) {
            return end.exitCode().get();
        }
        String said = end.failure()
                .map(Conclusion.Failed::reason)
                .orElse("The process that trained in " + root
                        + " is gone, and has not said how it ended; run --resume goes on"
                        + " from the newest checkpoint.");
        tell(ClosingWords.ERROR, said);
        return end.failure().map(Conclusion.Failed::exitCode).orElse(ExitCode.DEFECT);
    }
}
