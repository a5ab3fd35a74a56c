package io.jenkins.trainmodel.trainer.cli.use;

import ai.djl.Device;
import io.jenkins.trainmodel.spec.DeviceSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.trainer.cli.argument.ClassPathOption;
import io.jenkins.trainmodel.trainer.cli.argument.DeviceOption;
import io.jenkins.trainmodel.trainer.cli.speech.Console;
import io.jenkins.trainmodel.trainer.data.source.UnseenDatasets;
import io.jenkins.trainmodel.trainer.inference.TrainedModel;
import io.jenkins.trainmodel.trainer.run.verify.Inputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model, and the samples that it is asked about. */
final class ModelArguments {
    @Parameters(paramLabel = "PACKAGE", description = "A model package, or a run directory with a model.")
    private Path directory;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "The samples, of the kind that the model has learned: tables, IDX files (samples, then labels),"
                            + " folders of images, a file of series, or text.")
    private List<Path> data;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine on the CPU. Default: the physical cores.")
    private Optional<Integer> threads = Optional.empty();

    @Mixin
    private ClassPathOption classpath;

    Path directory() {
        return directory;
    }

    List<Path> data() {
        return data.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }

    TrainedModel open(Console console) throws IOException, SpecException {
        return TrainedModel.open(directory, Inputs.libraries(console), classpath.asked());
    }

    UnseenDatasets datasets(TrainedModel model, Console console) {
        return new UnseenDatasets(
                model.spec().data(),
                model.learned(),
                Inputs.libraries(console),
                Inputs.progress(console),
                model.spec().own().classpath(),
                model.classpath());
    }

    Device device(Console console) {
        DeviceSpec wanted = device.asked();
        return Inputs.engine(threads.map(wanted::orThreads).orElse(wanted), console)
                .device();
    }
}
