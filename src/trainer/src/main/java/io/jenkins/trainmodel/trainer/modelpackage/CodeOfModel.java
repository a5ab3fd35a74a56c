package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.custom.OwnJars;
import io.jenkins.trainmodel.trainer.custom.PartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The code of users' own that a package is opened with. What has come with the package runs only where that is asked for, since
 * code has all rights of whoever runs it (docs/adr/0093).
 *
 * @param overrides what they change of the specification
 * @param advice what can be done where the code is not at hand, one sentence; empty where the run had none
 */
public record CodeOfModel(List<SpecOverride> overrides, String advice) {
    /** @throws PartException if the code of the package is asked for, and it has none */
    public static CodeOfModel of(ModelPackage saved, CodeAsked asked) throws IOException, SpecException {
        List<Path> held = CodeFolder.jars(saved.directory());
        String jars = saved.training().classpath().orElse("");
        if (asked.isOfPackage()) {
            return new CodeOfModel(CodeAsked.classpath(required(held, saved)), advice(held, jars));
        }
        Optional<Path> came = asked.isLeftOpen() ? cameAlong(saved) : Optional.empty();
        return came.isPresent()
                ? new CodeOfModel(CodeAsked.classpath(List.of()), cameAlong(came.get(), held))
                : new CodeOfModel(asked.overrides(), advice(held, jars));
    }

    private static List<Path> required(List<Path> held, ModelPackage saved) {
        if (held.isEmpty()) {
            throw PartException.ofClassPath(
                    "--classpath package, and " + saved.directory() + " holds no jars",
                    saved.training()
                            .classpath()
                            .map(jars -> "the places of " + jars + ", as its run had no package: {classpath: true}")
                            .orElse("no --classpath, as its run had no code of your own"));
        }
        return held;
    }

    private static String advice(List<Path> held, String jars) {
        if (jars.isEmpty()) {
            return "";
        }
        return held.isEmpty()
                ? needed(jars)
                : "The package holds its code: --classpath package uses that, which runs it with your rights.";
    }

    /** @param jars with their SHA-256, as they are told */
    public static String needed(String jars) {
        return "It needs " + jars + "; --classpath says where that is.";
    }

    private static String cameAlong(Path came, List<Path> held) {
        String asked = held.isEmpty() ? came.toString() : CodeAsked.OF_PACKAGE;
        return "Its specification names " + came
                + ", which came with it, and runs only where that is asked for: --classpath " + asked + ".";
    }

    /** Code that the specification names in the package itself, or in the directory of its run. */
    private static Optional<Path> cameAlong(ModelPackage saved) throws IOException, SpecException {
        TrainingSpec spec = saved.specification();
        List<Path> places;
        try {
            places = OwnJars.places(spec.own().classpath());
        } catch (PartException nowhere) {
            return Optional.empty();
        }
        Path root = root(saved.directory().toRealPath());
        for (Path place : places) {
            if (place.toRealPath().startsWith(root)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static Path root(Path directory) {
        return Optional.ofNullable(directory.getParent())
                .filter(above -> Files.exists(new RunDirectory(above).events()))
                .orElse(directory);
    }
}
