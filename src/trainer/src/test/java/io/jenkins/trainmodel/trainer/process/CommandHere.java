package io.jenkins.trainmodel.trainer.process;

import io.jenkins.trainmodel.trainer.cli.TrainModel;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.engine.TestEngine;
import io.jenkins.trainmodel.trainer.library.maven.MavenLocations;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The command line within the test's own process, where the engine is loaded once, with one thread: for what need not be killed. A
 * process of its own takes two seconds to come to its first word.
 */
final class CommandHere {
    private CommandHere() {}

    /** Runs to the end. */
    static Result run(Object... arguments) {
        TestEngine.load();
        useTheBuildsMaven();
        Speaker speaker = new Speaker(Locale.ENGLISH, StandardCharsets.UTF_8);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = TrainModel.commandLine(speaker)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode =
                command.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** Where libraries are resolved besides the engine, as for processes of their own. */
    private static void useTheBuildsMaven() {
        MavenLocations maven = TestEngine.buildsMaven();
        maven.userSettings().ifPresent(file -> System.setProperty(MavenLocations.SETTINGS_PROPERTY, file.toString()));
        maven.localRepository().ifPresent(folder -> System.setProperty("maven.repo.local", folder.toString()));
    }
}
