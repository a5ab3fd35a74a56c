package io.jenkins.trainmodel.trainer.cli.engines;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.engine.EngineRequest;
import io.jenkins.trainmodel.trainer.engine.EngineSurvey;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.library.LibraryRequest;
import io.jenkins.trainmodel.trainer.library.maven.DownloadListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "engines",
        mixinStandardHelpOptions = true,
        description = "Lists the GPUs and engines of this machine, and says what a training would take and why."
                + " Fetches nothing.",
        subcommands = {InstallCommand.class, CheckCommand.class})
public final class EnginesCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec command;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        EngineSurvey survey = EngineSurvey.of(new EngineRequest(
                DeviceSpec.of(DeviceSpec.Kind.AUTO), LibraryRequest.of(DownloadListener.NONE), waiting -> {}));
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(SurveyJson.of(survey)));
        } else {
            SurveyWords.of(survey, Speaker.of(command).audience()).forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS;
    }
}
