package io.jenkins.trainmodel.trainer.reproduce;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.tree.SpecOverride;
import io.jenkins.trainmodel.trainer.modelpackage.CodeOfModel;
import io.jenkins.trainmodel.trainer.modelpackage.ModelPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What made a model.
 *
 * @param log the event log of the run, where it still lies above the package
 */
public record Recipe(ModelPackage saved, Optional<Path> log) {
    private static final String CPU = "cpu";

    /** Of a package, or of the run that has one. */
    public static Recipe of(Path place) throws IOException {
        ModelPackage saved = ModelPackage.openAt(place.toAbsolutePath().normalize());
        Optional<Path> log = Optional.ofNullable(saved.directory().getParent())
                .map(above -> new RunDirectory(above).events())
                .filter(Files::isRegularFile);
        return new Recipe(saved, log);
    }

    /** The specification with the device and the threads that the run had, whatever this machine would choose, and with this code of users' own. */
    public TrainingSpec specification(CodeOfModel code) throws SpecException {
        List<SpecOverride> overrides = new ArrayList<>(code.overrides());
        recorded("device").filter(device -> device.startsWith(CPU)).ifPresent(device -> {
            overrides.add(new SpecOverride.Assignment("device.type", CPU));
            recorded(TrainingEvent.Started.THREADS)
                    .ifPresent(threads -> overrides.add(new SpecOverride.Assignment("device.threads", threads)));
        });
        return saved.specification(overrides);
    }

    /** What the run said of its environment under a label. */
    Optional<String> recorded(String label) {
        return Optional.ofNullable(saved.training().environment().get(label));
    }

    /** The checkpoint of another run where it began. */
    public Optional<Path> begunAt() {
        return saved.training().restarted().map(there -> Path.of(there.path()));
    }
}
