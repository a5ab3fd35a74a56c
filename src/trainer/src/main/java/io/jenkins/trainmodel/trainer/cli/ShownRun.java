package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.run.context.Interruption;
import io.jenkins.trainmodel.trainer.run.watch.RunListener;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A run as a terminal shows it: its progress, its end, and its summary for programs.
 *
 * @param json whether the summary is all that standard output gets
 */
record ShownRun(CommandSpec command, RunDirectory directory, boolean json) {
    /** What goes on meanwhile. */
    @FunctionalInterface
    interface Course {
        Conclusion.Finished run(Console console, Interruption interruption, List<RunListener> listeners)
                throws Exception;
    }

    /** Shows it from its beginning to its end, and returns its exit code. */
    int show(Course course) throws Exception {
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            PrintWriter out = command.commandLine().getOut();
            Console console = new Console(
                    json ? command.commandLine().getErr() : out,
                    bar,
                    Speaker.of(command).audience());
            return show(course, console, out);
        }
    }

    private int show(Course course, Console console, PrintWriter out) throws Exception {
        try (Interruption interruption = Interruption.ofProcess(console::print)) {
            Conclusion.Finished finished = course.run(console, interruption, List.of(console, new RunLog(directory)));
            console.end(finished, directory);
            if (json) {
                out.print(Files.readString(directory.reportJson()));
                out.flush();
            }
            return finished.outcome().exitCode();
        }
    }
}
