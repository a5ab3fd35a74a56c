package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.run.Manifest;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.own.PartKeys;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.ArchitectureJson;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import io.jenkins.trainmodel.trainer.tensor.TensorFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A trained model with all that belongs to it, in a directory whose files are those of its manifest.
 *
 * @param training where it comes from and how good it is
 */
public record ModelPackage(Path directory, TrainingRecord training) {
    static final String PARAMETERS = "parameters";
    static final String OPTIMIZER = "optimizer";
    static final String SCRIPT = "model.pt";
    static final String ARCHITECTURE = "architecture.json";
    static final String TRAINING = "training.json";
    static final String METRICS = "metrics.csv";
    static final String REPORT = "report.html";
    static final String TEST = "test.json";
    static final String CARD = "README.md";

    private static final long LARGEST_ARCHITECTURE = 64 << 20;

    /**
     * Tells whether the directory looks like a model package and not like a checkpoint, whether or not it is complete.
     */
    public static boolean isOne(Path directory) {
        return Files.isRegularFile(directory.resolve(TRAINING)) || Files.isRegularFile(directory.resolve(SCRIPT));
    }

    /** Whether it is the package of a watched run, which has files that another program left and no network of this one. */
    public static boolean isOfAnotherProgram(Path directory) throws IOException {
        return !Files.exists(directory.resolve(ARCHITECTURE))
                && TrainingJson.isOfAnotherProgram(directory.resolve(TRAINING));
    }

    /**
     * Compares a directory with its manifest.
     *
     * @return what is wrong, one sentence each; empty: complete and unchanged
     */
    public static List<String> verify(Path directory) {
        return Manifest.verify(directory);
    }

    /**
     * Opens a package after comparing it with its manifest.
     *
     * @throws ModelPackageException with all that is wrong with it
     */
    public static ModelPackage open(Path directory) throws IOException {
        List<String> problems = verify(directory);
        if (!problems.isEmpty()) {
            throw new ModelPackageException(directory + " is no valid model package: " + String.join("; ", problems));
        }
        if (isOfAnotherProgram(directory)) {
            throw new ModelPackageException(
                    directory + " holds a model that another program has trained, and only that one can use it");
        }
        require(directory, ARCHITECTURE);
        require(directory, TRAINING);
        ModelPackage opened = new ModelPackage(directory, TrainingJson.read(directory.resolve(TRAINING)));
        if (!opened.isComputedByOwnCode()) {
            require(directory, SCRIPT);
        }
        return opened;
    }

    private static void require(Path directory, String file) throws ModelPackageException {
        if (!Files.isRegularFile(directory.resolve(file))) {
            throw new ModelPackageException(directory + " is no model package: it has no " + file);
        }
    }

    /** Whether a class of a user's own computes the network, so that there is no {@link #script}. */
    public boolean isComputedByOwnCode() {
        return training.network().family().equals(PartKeys.CUSTOM);
    }

    /**
     * The network, with the code of one that has its own.
     *
     * @throws NetworkException if its description is none, or its code cannot be had
     */
    public Architecture network() throws IOException, SpecException {
        return network(specification(CodeOfModel.of(this, CodeAsked.NOTHING).overrides()));
    }

    /** The same where the code of users' own lies as this specification of the package says. */
    public Architecture network(TrainingSpec spec) throws IOException {
        Architecture described = ArchitectureJson.read(architecture(), script());
        if (!isComputedByOwnCode()) {
            return described;
        }
        PartSpec part = spec.model()
                .network()
                .part()
                .orElseThrow(() -> new ModelPackageException(
                        directory + " is no model package: its specification names no part that computes its network"));
        return described.with(new OwnBlock.Code(spec.own().classpath(), part));
    }

    /**
     * Opens the package that lies at a place, or that the run which lies there has kept.
     *
     * @throws NoModelException as {@link #open}
     */
    public static ModelPackage openAt(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            throw new NoModelException(place + " is a file; name the directory of a run, or its model");
        }
        try {
            return open(at(place));
        } catch (ModelPackageException none) {
            throw new NoModelException(none.getMessage());
        }
    }

    /** Where the package lies that is at a place, or that the run which lies there would keep. */
    public static Path at(Path place) {
        return isOne(place) ? place : new RunDirectory(place).model();
    }

    /** The effective specification of the run that made it, whatever lies where it says by now. */
    public TrainingSpec specification() throws SpecException {
        return specification(List.of());
    }

    /** The same with some values replaced. */
    public TrainingSpec specification(List<SpecOverride> overrides) throws SpecException {
        return SpecReader.ofStored()
                .read(
                        "specification.json",
                        training.specification().toString(),
                        Path.of("").toAbsolutePath(),
                        overrides);
    }

    /** Parameters and buffers. */
    public List<NamedTensor> parameters() throws IOException {
        return new TensorFiles(directory, PARAMETERS).read();
    }

    /** The files of {@link #parameters}, as the manifest has them. */
    public List<Manifest.Entry> parameterFiles() throws IOException {
        return Manifest.read(directory).files().stream()
                .filter(file -> file.path().startsWith(PARAMETERS))
                .toList();
    }

    public List<NamedTensor> optimizerState() throws IOException {
        return new TensorFiles(directory, OPTIMIZER).read();
    }

    /** The folder that transformers opens, where there is one. */
    public Optional<Path> huggingFace() {
        return Optional.of(directory.resolve(HuggingFaceExport.FOLDER)).filter(Files::isDirectory);
    }

    /** The text of {@code architecture.json}. */
    public String architecture() throws IOException {
        Path file = directory.resolve(ARCHITECTURE);
        if (Files.size(file) > LARGEST_ARCHITECTURE) {
            throw new ModelPackageException(file + " is larger than " + LARGEST_ARCHITECTURE + " bytes");
        }
        return Files.readString(file);
    }

    /** The TorchScript file; there is none where {@link #isComputedByOwnCode}. */
    public Path script() {
        return directory.resolve(SCRIPT);
    }
}
