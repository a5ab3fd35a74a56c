package io.jenkins.trainmodel.trainer.cli.argument;

import io.jenkins.trainmodel.spec.ReplaySpec;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainedBy;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.WatchedSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.custom.LoadedPartCheck;
import io.jenkins.trainmodel.trainer.custom.OwnJars;
import io.jenkins.trainmodel.trainer.failure.WrongInputException;
import io.jenkins.trainmodel.trainer.pretrained.ModelStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The specification and the values that replace some of its own. */
public final class SpecificationArguments {
    @Parameters(index = "0", paramLabel = "SPEC", description = "The specification, YAML or JSON.")
    private Path file;

    @Option(
            names = "--overlay",
            paramLabel = "FILE",
            description = "A JSON object that is laid over the specification: maps are merged, all else is replaced.")
    private Optional<Path> overlay = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a value of the specification, such as training.optimizer.learningRate=0.0005;"
                    + " the position + adds to a list: 'stopWhen.+={maxEpochs: 5}'. May be given several times.")
    private List<String> assignments = new ArrayList<>();

    Path file() {
        return file;
    }

    /** What replaces values of the file; an assignment wins over the overlay. */
    private List<SpecOverride> overrides() {
        try {
            return Stream.concat(
                            overlay.map(Overlay::read).stream(),
                            assignments.stream().map(SpecOverride::set))
                    .toList();
        } catch (IllegalArgumentException problem) {
            throw new WrongInputException(problem.getMessage());
        }
    }

    /** Who trains by it, as far as its keys tell. */
    public TrainedBy trainedBy() {
        return TrainedBy.of(file, overrides());
    }

    /** What judges recorded runs with these metrics; empty: any. */
    public ReplaySpec readReplay(Optional<Set<String>> metrics) throws SpecException {
        return new SpecReader(new LoadedPartCheck()).readReplay(file, overrides(), metrics);
    }

    /** The same although files may be missing that it names. */
    public TrainingSpec readWithoutFiles() throws SpecException {
        return SpecReader.withoutFiles().read(file, overrides());
    }

    /** With what files say of the network, where it begins with a model of theirs. */
    public TrainingSpec readComplete() throws SpecException, IOException {
        return ModelStart.completed(read(), Optional.empty());
    }

    /** Of a run in which another program trains. */
    public WatchedSpec readWatched() throws SpecException {
        return new SpecReader().readWatched(file, overrides());
    }

    public TrainingSpec read() throws SpecException {
        TrainingSpec spec = new SpecReader(new LoadedPartCheck()).read(file, overrides());
        OwnJars.require(spec);
        return spec;
    }
}
