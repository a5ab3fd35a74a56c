package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.run.DurableFiles;
import io.jenkins.trainmodel.spec.TrainedBy;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.DeviceOption;
import io.jenkins.trainmodel.trainer.cli.argument.SpecificationArguments;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.cli.speech.ProgressLine;
import io.jenkins.trainmodel.trainer.cli.speech.Speaker;
import io.jenkins.trainmodel.trainer.engine.LoadedEngine;
import io.jenkins.trainmodel.trainer.engine.Tf32;
import io.jenkins.trainmodel.trainer.failure.ExitCode;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.learner.LayerTrial;
import io.jenkins.trainmodel.trainer.profile.LayerProfiler;
import io.jenkins.trainmodel.trainer.profile.LayersProfile;
import io.jenkins.trainmodel.trainer.profile.ProfileStore;
import io.jenkins.trainmodel.trainer.profile.Profiler;
import io.jenkins.trainmodel.trainer.profile.Profiler.Profiled;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.ArgGroup;
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

    @Option(
            names = "--layers",
            description = "Runs each layer of the specification's network alone, on its device and a batch of its data,"
                    + " and places it against the machine.")
    private boolean layers;

    @Option(names = "--slowest-first", description = "Begins with the layers that take most of the time.")
    private boolean slowestFirst;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draws the layers below the roofline of the machine into this file.")
    private Optional<Path> svg = Optional.empty();

    /** Missing where none is given. */
    @ArgGroup(exclusive = false)
    private SpecificationArguments specification;

    @Override
    public Integer call() throws Exception {
        Audience audience = Speaker.of(command).audience();
        PrintWriter out = command.commandLine().getOut();
        if (layers || slowestFirst || svg.isPresent() || specification != null) {
            printLayers(audience, out);
            return ExitCode.SUCCESS;
        }
        Profiled profiled = profile(audience);
        if (json) {
            out.println(ProfileStore.json(profiled.profile()));
        } else {
            new ProfileWords(audience, profiled).lines().forEach(out::println);
        }
        out.flush();
        return ExitCode.SUCCESS;
    }

    private void printLayers(Audience audience, PrintWriter out) throws Exception {
        LayersProfile measured = measureLayers(audience);
        LayersProfile profile = slowestFirst ? measured.slowestFirst() : measured;
        if (svg.isPresent()) {
            DurableFiles.write(
                    svg.get(), new RooflineSvg(audience, profile).text().getBytes(StandardCharsets.UTF_8));
        }
        if (json) {
            out.println(ProfileStore.json(profile));
        } else {
            new LayersWords(audience, profile).lines().forEach(out::println);
        }
        out.flush();
    }

    private LayersProfile measureLayers(Audience audience) throws Exception {
        TrainingSpec spec = specificationOfLayers();
        try (ProgressLine bar = ProgressLine.on(System.err)) {
            Console console = new Console(command.commandLine().getErr(), bar, audience);
            PreparedSpecification prepared = PreparedSpecification.of(spec, console, audience);
            Inputs inputs = prepared.inputs();
            if (!LayerTrial.isPossible(prepared.inheritance().settings(prepared.spec(), inputs.data()))) {
                throw new WrongInputException(
                        "--layers: the layers of this network are in code that was written elsewhere, so that none can be run alone; leave out --layers, and a run tells where the time of the whole network goes");
            }
            ProfileStore store = ProfileStore.in(Inputs.libraries(console).cache());
            BiConsumer<String, Double> progress = (what, done) -> console.preparing(what, Optional.of(done));
            return new LayerProfiler(
                            prepared.spec(),
                            inputs.data(),
                            inputs.engine(),
                            prepared::settings,
                            LayerProfiler.LONG,
                            progress)
                    .profile(new Profiler(inputs.engine(), store, progress).peaks(again));
        }
    }

    private TrainingSpec specificationOfLayers() throws SpecException, IOException {
        if (!layers || specification == null) {
            throw new WrongInputException(
                    "--layers and a specification are wanted together, as in train-model profile --layers train.yaml");
        }
        if (specification.trainedBy() == TrainedBy.PROGRAM) {
            throw new WrongInputException(
                    "--layers: another program trains by this specification, whose layers the trainer cannot run; leave out --layers, and ask a profiler of that program");
        }
        return specification.readComplete();
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
