package io.jenkins.trainmodel.trainer.cli.engines;

import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.engine.EngineInstallation;
import io.jenkins.trainmodel.trainer.engine.EngineRequest;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description = "Fetches the engine into the cache, which can be copied to machines without a network.")
final class InstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--cuda",
            description = "The libraries for NVIDIA's GPUs as well, some gigabytes. Not every mirror of Maven Central"
                    + " has them.")
    private boolean cuda;

    @Override
    public Integer call() {
        List<Path> installed = new ArrayList<>();
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(
                    command.commandLine().getErr(), bar, Speaker.of(command).audience());
            EngineInstallation installation = new EngineInstallation(
                    new EngineRequest(DeviceSpec.of(DeviceSpec.Kind.AUTO), Inputs.libraries(console), waiting -> {}));
            installed.add(installation.forCpu());
            if (cuda) {
                installed.add(installation.forCuda());
            }
        }
        installed.forEach(path -> command.commandLine()
                .getOut()
                .println(Speech.say(Speaker.of(command).audience(), "install.ready", path)));
        command.commandLine().getOut().flush();
        return ExitCode.SUCCESS;
    }
}
