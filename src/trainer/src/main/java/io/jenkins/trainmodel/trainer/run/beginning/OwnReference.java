package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.spec.reference.ReferenceSpec;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A reference that is the run itself. It is no worse than itself, so every gate would hold. */
public final class OwnReference {
    private OwnReference() {}

    /** @throws RunRefusedException if the specification names the run's own directory, or what it writes there */
    public static void refuse(Optional<ReferenceSpec> reference, RunDirectory directory) {
        Optional<Path> path = reference.flatMap(ReferenceSpec::path);
        boolean own = path.isPresent()
                && Stream.of(directory.root(), directory.model(), directory.events(), directory.metricsCsv())
                        .anyMatch(place -> isSame(place, path.get()));
        if (own) {
            throw new RunRefusedException("reference.path is " + path.get()
                    + ", which is of this very run, and a run says nothing when it is compared with itself. Name the"
                    + " run directory or the model package of another run, or choose another --out.");
        }
    }

    private static boolean isSame(Path place, Path other) {
        return real(place).equals(real(other));
    }

    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return Files.exists(absolute) ? absolute.toRealPath() : absolute;
        } catch (IOException unreadable) {
            return absolute;
        }
    }
}
