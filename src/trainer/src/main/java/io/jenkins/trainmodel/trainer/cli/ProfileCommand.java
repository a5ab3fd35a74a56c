package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.trainer.cli.argument.DeviceOption;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.engine.Tf32;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.profile.ProfileStore;
import io.jenkins.trainmodel.trainer.profile.Profiler;
import io.jenkins.trainmodel.trainer.profile.Profiler.Profiled;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description =
                "Measures once what this machine can do at the most, in about 15 seconds: disk, memory, arithmetic."
                        + " Runs are placed against it.",
        footer = {
            "%nMeasure while nothing else computes: what was measured is kept in the cache directory.",
            "256 MiB are written into a file without a name, and given back."
        })
final class ProfileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "A directory on the file system that is measured, such as that of the data. Default: the working"
                            + " directory.")
    private Path directory = Path.of("");

    @Mixin
    private DeviceOption device;

    @Option(names = "--again", description = "Measures all of it again, though it was measured before.")
    private boolean again;

    @Option(
            names = "--json",
            description =
                    "Prints the profile as one JSON object: bytes, floating point operations and reads a second, and"
                            + " seconds.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Audience audience = Speaker.of(command).audience();
        PrintWriter out = command.commandLine().getOut();
        Profiled profiled = profile(audience);
        if (json) {
            out.println(ProfileStore.json(profiled.profile()));
        } else {
            new ProfileWords(audience, profiled).lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS;
    }

    private Profiled profile(Audience audience) throws Exception {
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(command.commandLine().getErr(), bar, audience);
            Path place = directory.toAbsolutePath();
            Profiler.requireMeasurable(place);
            LoadedEngine engine = Inputs.engine(device.asked(), Tf32.SWITCHED, console);
            ProfileStore store = ProfileStore.in(Inputs.libraries(console).cache());
            return new Profiler(engine, store, (what, done) -> console.preparing(what, Optional.of(done)))
                    .profile(place, again);
        }
    }
}
